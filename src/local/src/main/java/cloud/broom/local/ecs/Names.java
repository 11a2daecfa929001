package cloud.broom.local.ecs;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;

/** How clusters and what is in them are called: by name or by ARN wherever ECS takes both. */
record Names(Account account) {
    private static final String DEFAULT = "default";

    /** A cluster's name, of its name, its ARN or nothing. */
    static String cluster(String nameOrArn) {
        return nameOrArn.isEmpty() ? DEFAULT : last(nameOrArn);
    }

    static String last(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }

    String clusterArn(String name) {
        return account.arn("ecs", "cluster/" + name);
    }

    String definitionArn(String family, int revision) {
        return account.arn("ecs", "task-definition/" + family + ":" + revision);
    }

    String taskArn(String cluster, String idOrArn) {
        return account.arn("ecs", "task/" + cluster + "/" + last(idOrArn));
    }

    String serviceArn(String cluster, String nameOrArn) {
        return account.arn("ecs", "service/" + cluster + "/" + last(nameOrArn));
    }

    /** What ListTasks is authorised on, even where there are no instances. */
    String instancesArn(String cluster) {
        return account.arn("ecs", "container-instance/" + cluster + "/*");
    }

    static AwsError client(String message) {
        return new AwsError(400, "ClientException", message);
    }

    static AwsError invalid(String message) {
        return new AwsError(400, "InvalidParameterException", message);
    }
}
