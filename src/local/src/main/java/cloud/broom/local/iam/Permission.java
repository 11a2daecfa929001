package cloud.broom.local.iam;

import java.util.List;
import java.util.Map;

/**
 * What a request needs: the right to one action on one resource, under the facts its conditions may ask for.
 *
 * @param action as IAM writes it, {@code s3:ListBucket}
 * @param resource an ARN, or {@code *} for actions that know no resource
 * @param context condition keys this action is known to have; a key the request does not carry has an empty list, a key
 *     that is not in the map at all is unknown here and fails closed
 */
public record Permission(String action, String resource, Map<String, List<String>> context) {
    public Permission {
        if (!action.matches("[a-z0-9-]+:[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("not an IAM action: " + action);
        }
        if (!resource.equals("*") && !resource.startsWith("arn:")) {
            throw new IllegalArgumentException("not an ARN: " + resource);
        }
        context = Map.copyOf(context);
    }

    public static Permission of(String action, String resource) {
        return new Permission(action, resource, Map.of());
    }
}
