package cloud.broom.cli.stack;

import cloud.broom.call.Call;
import cloud.broom.call.Request;
import cloud.broom.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Orders as a function reads them. */
final class Orders {
    /** What a function takes; a role's session fits, a user under a very long path may not. */
    private static final int BY_CHARS = 200;

    private Orders() {}

    static String payload(Call.Tell tell) {
        return Json.object()
                .put("order", tell.what().toString())
                .put("run", tell.run().value())
                .put("by", tell.by())
                .toString();
    }

    static String payload(Call.Decide decide) {
        ObjectNode payload = Json.object()
                .put("order", decide.what().toString())
                .put("run", decide.run().value())
                .put("digest", decide.digest().hex());
        payload.putObject("proof").put("request", decide.proof().request().toString());
        return payload.toString();
    }

    static String payload(Request.OfJob order) {
        return Json.object()
                .put("order", order.what().name().toLowerCase(Locale.ROOT))
                .put("job", order.job().value())
                .put("by", order.by())
                .toString();
    }

    static String payload(Request.OfIncident order) {
        ObjectNode payload = Json.object()
                .put("incident", order.incident())
                .put("by", order.by())
                .put("note", order.note());
        payload.set("order", Json.tree(order.what()));
        return payload.toString();
    }

    /** An ARN, or its end if it is too long: the name stands there. */
    static String by(String arn) {
        return arn.substring(Math.max(0, arn.length() - BY_CHARS));
    }
}
