package cloud.broom.cli;

import cloud.broom.cli.screen.Trouble;
import cloud.broom.control.Glob;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.json.Refused;

/** What a person names on a command line, checked before anything is called. */
final class Names {
    private Names() {}

    static RunId run(String id) {
        try {
            return new RunId(id);
        } catch (Refused refused) {
            throw Trouble.refused(refused.problem(), "broom runs lists today's runs.");
        }
    }

    static Glob glob(String pattern) {
        try {
            return new Glob(pattern);
        } catch (Refused refused) {
            throw Trouble.refused("the pattern " + refused.problem(), "");
        }
    }

    static JobName job(String name) {
        try {
            return new JobName(name);
        } catch (Refused refused) {
            throw Trouble.refused(refused.problem(), "");
        }
    }
}
