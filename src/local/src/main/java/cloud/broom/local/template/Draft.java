package cloud.broom.local.template;

import java.nio.file.Path;

/**
 * A resource about to be made.
 *
 * @param name the physical name to take where the properties give none
 * @param properties with every expression worked out
 * @param folder of the template, which its paths start from
 */
record Draft(String logicalId, PhysicalName name, Properties properties, Path folder) {
    /** The name given under a property, or the generated one. */
    String named(String property, int longest) {
        return properties.maybe(property).orElseGet(() -> name.within(longest));
    }

    String stack() {
        return name.stack();
    }
}
