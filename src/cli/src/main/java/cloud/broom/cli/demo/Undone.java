package cloud.broom.cli.demo;

import cloud.broom.Answer;
import cloud.broom.cli.local.Sandbox;
import cloud.broom.job.Mode;
import cloud.broom.job.Slot;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** On a bucket that keeps versions: what the run deleted comes back, and what somebody else deleted does not. */
record Undone() implements Scene {
    private static final String OTHERS = "reports/19.csv";
    private static final int DELETED = Sandbox.VERSIONED - 1;

    @Override
    public void play(Stage stage) {
        stage.s3()
                .deleteObject(delete -> delete.bucket(Sandbox.VERSIONED_BUCKET).key(OTHERS));
        Map<String, String> others = markers(stage);
        Map<String, String> before = current(stage);
        Answer answer = stage.call(
                stage.job("versioned-reports", Sandbox.VERSIONED_BUCKET, "reports/", Sandbox.VERSIONED),
                Mode.APPLY,
                new Slot("demo/undo"));
        int emptied = current(stage).size();
        stage.say("Regretted: " + answer.done() + " objects deleted from " + Sandbox.VERSIONED_BUCKET
                + ", which keeps versions. A listing has " + emptied + ".");
        JsonNode undone = stage.type("undo", answer.run().value()).path("undo");
        Map<String, String> after = current(stage);
        Map<String, String> left = markers(stage);
        stage.say("  " + undone.path("done").asInt() + " markers removed. A listing has " + after.size()
                + (after.equals(before) ? ", each in the version it had;" : ";"));
        stage.say("  " + OTHERS + ", which somebody else had deleted, "
                + (left.equals(others) ? "stays so." : "is BACK."));
        stage.expect("deleted", DELETED, answer.done());
        stage.expect("objectsDeleted", 0, emptied);
        stage.expect("undone", DELETED, undone.path("done").asInt());
        stage.expect("objectsBack", DELETED, after.size());
        stage.expect("sameVersions", true, after.equals(before));
        stage.expect("othersMarkerStays", true, !others.isEmpty() && others.equals(left));
        stage.expect("markersLeft", 1, left.size());
    }

    /** Keys and the versions that are theirs now, without what is under a delete marker. */
    private static Map<String, String> current(Stage stage) {
        return versions(stage).versions().stream()
                .filter(ObjectVersion::isLatest)
                .collect(Collectors.toMap(ObjectVersion::key, ObjectVersion::versionId));
    }

    private static Map<String, String> markers(Stage stage) {
        return versions(stage).deleteMarkers().stream()
                .collect(Collectors.toMap(DeleteMarkerEntry::key, DeleteMarkerEntry::versionId));
    }

    private static ListObjectVersionsResponse versions(Stage stage) {
        return stage.s3().listObjectVersions(list -> list.bucket(Sandbox.VERSIONED_BUCKET));
    }
}
