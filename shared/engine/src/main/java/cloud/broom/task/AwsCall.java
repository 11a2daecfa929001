package cloud.broom.task;

import java.util.List;

/**
 * An AWS operation a task may call.
 *
 * @param operation as {@code S3.ListObjectsV2}
 * @param actions the IAM actions it needs, as {@code s3:ListBucket}
 */
public record AwsCall(String operation, Access access, List<String> actions) {
    public enum Access {
        READ,
        WRITE
    }

    public AwsCall {
        actions = List.copyOf(actions);
        if (operation.indexOf('.') < 1) {
            throw new IllegalArgumentException("operation is not <Service>.<Operation>: " + operation);
        }
    }

    public static AwsCall read(String operation, String... actions) {
        return new AwsCall(operation, Access.READ, List.of(actions));
    }

    public static AwsCall write(String operation, String... actions) {
        return new AwsCall(operation, Access.WRITE, List.of(actions));
    }
}
