package cloud.broom.aws;

import cloud.broom.run.Report;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A report as the items of one transaction. */
final class ReportItems {
    private ReportItems() {}

    static List<TransactWriteItem> of(String table, Report report) {
        List<TransactWriteItem> items = new ArrayList<>();
        report.health().ifPresent(health -> items.add(HealthRow.write(table, health)));
        report.timetable().ifPresent(timetable -> items.add(TimetableRow.write(table, timetable)));
        report.missed().forEach(missed -> items.add(MissedRow.write(table, missed)));
        report.notices()
                .forEach(notice -> items.add(TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(NoticeRow.of(notice, report.at())))
                        .build()));
        return items;
    }
}
