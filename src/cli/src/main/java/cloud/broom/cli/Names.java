package cloud.broom.cli;

import cloud.broom.call.Request;
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

    /** What is said of an incident. */
    static Request.OfIncident said(Request.OfIncident.Word what, String incident, String by, String note) {
        try {
            return new Request.OfIncident(what, incident, by, note);
        } catch (Refused refused) {
            throw Trouble.refused(
                    "'" + incident + "' " + refused.problem(), "broom incidents ls lists those that are open.");
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
