package cloud.broom.local.template;

import java.util.Map;

/**
 * A resource that exists.
 *
 * @param physicalId what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives, by attribute name
 */
record Created(String physicalId, Map<String, String> attributes) {
    Created {
        attributes = Map.copyOf(attributes);
    }

    static Created of(String physicalId, String arn) {
        return new Created(physicalId, Map.of("Arn", arn));
    }
}
