package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.job.JobName;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.run.Letter;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A call that nobody could take, as a row; listed by when it came. */
final class LetterRow {
    static final String VIEW = "LETTERS";

    private static final String PK = "LETTER#";
    private static final String KEPT = "KEPT";
    private static final String REDRIVEN = "REDRIVEN";

    private LetterRow() {}

    static String pk(String id) {
        return PK + id;
    }

    static TransactWriteItem write(String table, Letter letter) {
        Map<String, AttributeValue> row = Items.row(pk(letter.id()), "V");
        row.put("kind", text("letter"));
        row.put("letter", text(Json.write(letter)));
        row.put("status", text(KEPT));
        row.put("reason", text(letter.why()));
        row.put("job", text(letter.job().map(JobName::value).orElse("")));
        row.put("view", text(VIEW));
        row.put("viewAt", Items.millis(letter.at()));
        row.put("expiresAt", Items.expiry(letter.at(), Slot.RETENTION.plusDays(30)));
        return Items.create(table, row);
    }

    static Letter read(Map<String, AttributeValue> row) {
        return Json.read(Items.text(row, "letter"), Letter.class, Items.text(row, "pk"));
    }

    static String id(Map<String, AttributeValue> row) {
        return Items.text(row, "pk").substring(PK.length());
    }

    static AttributeValue redriven() {
        return text(REDRIVEN);
    }

    static boolean isRedriven(Map<String, AttributeValue> row) {
        return Optional.ofNullable(row.get("status")).filter(redriven()::equals).isPresent();
    }
}
