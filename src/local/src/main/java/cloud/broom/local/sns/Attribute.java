package cloud.broom.local.sns;

/**
 * A message attribute.
 *
 * @param type as in {@code String}, {@code Number}, {@code String.Array}, {@code Binary}
 */
record Attribute(String type, String value) {}
