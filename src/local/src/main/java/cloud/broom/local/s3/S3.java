package cloud.broom.local.s3;

import cloud.broom.local.fault.Faults;
import cloud.broom.local.iam.Access;
import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.RestXml;
import cloud.broom.local.wire.Service;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * S3. Not modelled, and answered with 501: multipart uploads, copies, lifecycle, ACLs, object lock, notifications, and
 * every query parameter or {@code x-amz-} header the operation is not known to understand. Bucket policies are kept and
 * given back, not evaluated.
 *
 * <p>One header is this cloud's own: {@code x-broom-last-modified}, an instant such as {@code 2020-01-01T00:00:00Z}, on a
 * PutObject lets any tool put an old object.
 */
public final class S3 implements Service {
    private final Map<String, Operation> operations;
    private final Protocol protocol = new RestXml(this::read);

    public S3(Buckets buckets, Account account, Access access, Faults faults, Clock clock) {
        this.operations = new Operations(
                        new BucketCalls(buckets, account),
                        new Settings(buckets),
                        new ObjectCalls(buckets, access, clock),
                        new Deletes(buckets, access, faults),
                        new Listings(buckets, account))
                .all().stream().collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
    }

    @Override
    public String name() {
        return "S3";
    }

    @Override
    public String scope() {
        return "s3";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public List<Permission> needs(Request request) {
        Operation operation = operation(request);
        Call call = Call.of(request);
        HeaderRules.check(request);
        return operation.needs().apply(call);
    }

    @Override
    public Reply answer(Request request) {
        return operation(request).answer().apply(Call.of(request));
    }

    /** A parameter that is not understood might make it another operation, so then it is none. */
    private Request read(Request arrived) {
        Call call = Call.of(arrived);
        Operation found = operations.values().stream()
                .filter(operation -> operation.fits(call))
                .max(Comparator.comparing(
                                (Operation operation) -> !operation.marker().isEmpty())
                        .thenComparing(Operation::name))
                .orElseThrow(() -> AwsError.notImplemented(arrived.method() + " " + arrived.path() + " of S3"));
        arrived.query().keySet().stream()
                .filter(parameter -> !found.understands(parameter))
                .findFirst()
                .ifPresent(parameter -> {
                    throw AwsError.notImplemented(
                            arrived.method() + " of an S3 " + call.level().noun() + " with the parameter " + parameter);
                });
        return arrived.as(found.name());
    }

    private Operation operation(Request request) {
        Operation operation = operations.get(request.operation());
        if (operation == null) {
            throw AwsError.notImplemented(request.call());
        }
        return operation;
    }
}
