package cloud.broom.ecsstoppedtasks;

import cloud.broom.json.Json;
import cloud.broom.task.Cursor;

/**
 * Where a search of a cluster stands: tasks first, then services, each in the order of their ARNs. ECS's own tokens are not kept:
 * they are good for a moment, a run may wait for days.
 *
 * @param after the last ARN that was looked at; empty for none
 */
record Position(Item.Kind kind, String after) {
    static final Position TASKS = new Position(Item.Kind.TASK, "");
    static final Position SERVICES = new Position(Item.Kind.SERVICE, "");

    static Position read(String text) {
        return Json.read(text, Position.class, "cursor");
    }

    Cursor cursor() {
        return new Cursor.After(Json.write(this));
    }
}
