package cloud.broom.testkit.simulation;

import cloud.broom.job.JobName;
import cloud.broom.run.Missed;
import cloud.broom.run.Report;
import cloud.broom.run.Runs;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import cloud.broom.watch.Timer;
import cloud.broom.watch.Timers;
import cloud.broom.watch.Timetables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What keeps the account of a schedule's slots. */
enum SlotGuard implements Guard {
    /** Whoever rules on slots asks what has become of them. */
    SLOT_USE {
        @Override
        public Rigging without(Fakes fakes) {
            return new Blind();
        }
    },
    /** A slot is missed on condition that it has started no run. */
    SLOT_CONDITION {
        @Override
        public Rigging without(Fakes fakes) {
            return new Blind() {
                @Override
                public Runs runs(Runs store, Visit visit) {
                    return new RunsWithout(store) {
                        @Override
                        public Written report(Report report) {
                            List<Missed> free = report.missed().stream()
                                    .filter(slot ->
                                            fakes.runs().stored(slot.run()).isEmpty())
                                    .toList();
                            return store.report(report.missing(free));
                        }
                    };
                }
            };
        }
    },
    /** Whether a schedule is enabled is asked before it is made up for. */
    SCHEDULE_ASKED {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Timers timers(Timers timers) {
                    return new Timers() {
                        @Override
                        public List<Timer> all() {
                            return timers.all().stream().map(SlotGuard::enabled).toList();
                        }

                        @Override
                        public Optional<Timer> find(String arn) {
                            return timers.find(arn).map(SlotGuard::enabled);
                        }
                    };
                }
            };
        }
    };

    private static Timer enabled(Timer timer) {
        return new Timer(timer.arn(), timer.function(), true, timer.firing(), timer.input(), timer.changed());
    }

    /** Tells of no slot what has become of it. */
    private static class Blind implements Rigging {
        @Override
        public Timetables timetables(Timetables store) {
            return new Timetables() {
                @Override
                public Optional<Timetable> find(JobName job) {
                    return store.find(job);
                }

                @Override
                public List<Timetable> all() {
                    return store.all();
                }

                @Override
                public SortedMap<Instant, SlotUse> slots(JobName job, Instant from, Instant until) {
                    return new TreeMap<>();
                }
            };
        }
    }
}
