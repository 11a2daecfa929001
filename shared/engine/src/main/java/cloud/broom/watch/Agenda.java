package cloud.broom.watch;

import cloud.broom.job.JobName;
import cloud.broom.run.Due;
import java.util.ArrayList;
import java.util.List;

/** What is due, by its kind. */
record Agenda(List<Due.OfRun> wakes, List<JobName> slots, List<String> notices, List<JobName> troubled) {
    static Agenda of(List<Due> due) {
        Agenda agenda = new Agenda(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        due.forEach(one -> one.match(
                agenda.wakes::add,
                notice -> agenda.notices.add(notice.id()),
                health -> agenda.troubled.add(health.job()),
                timetable -> agenda.slots.add(timetable.job())));
        return agenda;
    }

    int size() {
        return wakes.size() + slots.size() + notices.size();
    }
}
