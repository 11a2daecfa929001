package cloud.broom.cli.file;

import cloud.broom.json.Refused;

/**
 * Something in a broom.yaml that cannot be.
 *
 * @param path where: {@code jobs[0].params.olderThan}
 * @param problem the offending value and what is allowed
 */
public record Problem(String path, String problem) {
    static Problem of(Refused refused) {
        return new Problem(refused.path(), refused.problem());
    }
}
