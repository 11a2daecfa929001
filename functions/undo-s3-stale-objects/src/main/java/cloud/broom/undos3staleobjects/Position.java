package cloud.broom.undos3staleobjects;

import cloud.broom.json.Json;
import cloud.broom.task.Cursor;

/**
 * Where a search of a run's plan stands: parts are written once, so it stays valid.
 *
 * @param part from 1
 * @param item from 0
 */
record Position(int part, int item) {
    static Position of(Cursor cursor) {
        return cursor instanceof Cursor.After after
                ? Json.read(after.position(), Position.class, "cursor")
                : new Position(1, 0);
    }

    /** After so many items of a part of such a length, in a plan of so many parts. */
    Cursor next(int items, int length, int parts) {
        if (item + items < length) {
            return new Cursor.After(Json.write(new Position(part, item + items)));
        }
        return part < parts ? new Cursor.After(Json.write(new Position(part + 1, 0))) : new Cursor.End();
    }
}
