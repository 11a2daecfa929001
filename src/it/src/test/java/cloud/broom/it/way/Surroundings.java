package cloud.broom.it.way;

import cloud.broom.aws.Aws;
import cloud.broom.s3staleobjects.StaleObjectsHandler;
import cloud.broom.undos3staleobjects.UndoStaleObjectsHandler;
import cloud.broom.watchdog.WatchdogHandler;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run has around it: a stack of Broom, and buckets that its task may clean.
 *
 * @param task environment of the task's function
 * @param watchdog environment of the watchdog's function
 * @param undo environment of the function that undoes the task's runs; empty where there is none
 * @param operator how someone who may do everything reaches the same AWS
 * @param name by which the watchdog calls the task's function
 * @param callable whether there is such a function to be called
 * @param bucket that the task may clean
 * @param missing a bucket that it might clean if there were one
 */
record Surroundings(
        Map<String, String> task,
        Map<String, String> watchdog,
        Map<String, String> undo,
        Map<String, String> operator,
        String name,
        boolean callable,
        String bucket,
        String missing) {
    /** A new execution environment of the task's function: a handler that shares nothing with any other. */
    InProcess function() {
        return function(Map.of());
    }

    InProcess function(Map<String, String> differently) {
        Map<String, String> environment = new HashMap<>(task);
        environment.putAll(differently);
        return new InProcess(new StaleObjectsHandler(environment), name);
    }

    InProcess undoFunction() {
        return new InProcess(new UndoStaleObjectsHandler(undo), name);
    }

    InProcess watchdogFunction() {
        return new InProcess(new WatchdogHandler(watchdog), "watchdog");
    }

    /** The operator's clients. */
    Aws aws() {
        return Aws.of(operator);
    }

    String table() {
        return task.getOrDefault("BROOM_TABLE", "");
    }

    String records() {
        return task.getOrDefault("BROOM_BUCKET", "");
    }

    String topic() {
        return task.getOrDefault("BROOM_TOPIC", "");
    }
}
