package cloud.broom.local.sts;

import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.QueryProtocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import java.util.List;

/** STS: who am I. */
public final class Sts implements Service {
    private final Account account;
    private final QueryProtocol protocol = new QueryProtocol("https://sts.amazonaws.com/doc/2011-06-15/");

    public Sts(Account account) {
        this.account = account;
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
        String arn = request.principal().arn();
        return protocol.result(request, result -> result.text("Arn", arn)
                .text("UserId", arn.substring(arn.lastIndexOf(':') + 1))
                .text("Account", account.id()));
    }
}
