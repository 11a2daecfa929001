package cloud.broom.local.sts;

import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Keys;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.QueryProtocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import java.time.Clock;
import java.util.List;

/** STS: who am I. A request whose signature is in its address may be sent by anyone, so there it is verified. */
public final class Sts implements Service {
    private final Account account;
    private final Keys keys;
    private final Clock clock;
    private final QueryProtocol protocol = new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/");

    public Sts(Account account, Keys keys, Clock clock) {
        this.account = account;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Sts";
    }

    @Override
    public String scope() {
        return "sts";
    }

    @Override
    public QueryProtocol protocol() {
        return protocol;
    }

    /** None: AWS lets everyone ask for their own identity. */
    @Override
    public List<Permission> needs(Request request) {
        return List.of();
    }

    @Override
    public Reply answer(Request request) {
        if (!request.operation().equals("GetCallerIdentity")) {
            throw AwsError.notImplemented(request.call());
        }
        Presigned.of(request).ifPresent(presigned -> presigned.verify(keys, clock.instant()));
        String arn = request.principal().arn();
        return protocol.result(request, result -> result.text("Arn", arn)
                .text("UserId", arn.substring(arn.lastIndexOf(':') + 1))
                .text("Account", account.id()));
    }
}
