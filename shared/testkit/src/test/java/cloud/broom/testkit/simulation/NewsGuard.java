package cloud.broom.testkit.simulation;

import cloud.broom.incident.Health;
import cloud.broom.job.JobName;
import cloud.broom.job.Mode;
import cloud.broom.notice.Notice;
import cloud.broom.run.Commit;
import cloud.broom.run.News;
import cloud.broom.run.Runs;
import cloud.broom.run.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What keeps each trouble one incident, told of once, until the next success. */
enum NewsGuard implements Guard {
    /** Whoever writes how a job has fared has seen what was written last, not what stood there as its invocation began. */
    HEALTH_VERSION {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Runs runs(Runs store, Visit visit) {
                    return new SeenAtFirst(store, fakes);
                }
            };
        }
    },
    /** What a halt means for its job is written with it. */
    HEALTH_IN_TRANSACTION {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Written commit(Commit commit) {
                    return store.commit(with(commit, Optional.empty()));
                }
            });
        }
    },
    /** Trouble that has been told of is not told again. */
    ONE_A_KIND {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Health health(JobName job) {
                    Health known = store.health(job);
                    return new Health(job, List.of(), known.recent(), known.version());
                }
            });
        }
    },
    /** That trouble is over is told. */
    RECOVERED_TOLD {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Written commit(Commit commit) {
                    return store.commit(commit.telling(commit.notices().stream()
                            .filter(notice -> !isRecovery(notice))
                            .toList()));
                }
            });
        }
    },
    /** A dry run ends nothing that belongs to apply. */
    MODES_APART {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Written commit(Commit commit) {
                    boolean dry = commit.run().job().mode() == Mode.DRY_RUN
                            && commit.run().state().status() == Status.COMPLETED;
                    return store.commit(
                            dry ? with(commit, commit.health().map(health -> healed(health, commit))) : commit);
                }
            });
        }
    };

    private static Rigging runs(Function<Runs, Runs> bent) {
        return new Rigging() {
            @Override
            public Runs runs(Runs store, Visit visit) {
                return bent.apply(store);
            }
        };
    }

    private static Commit with(Commit commit, Optional<Health> health) {
        return commit.telling(new News(commit.notices(), health));
    }

    private static Health healed(Health health, Commit dryRun) {
        return health.recovered(Mode.APPLY, dryRun.run().id(), any -> true, dryRun.at());
    }

    private static boolean isRecovery(Notice notice) {
        return notice.match(alert -> "RECOVERED".equals(alert.attributes().get("state")), event -> false);
    }

    /** How each job had fared when an invocation began; what it makes of that is written over whatever stands there by then. */
    private static final class SeenAtFirst extends RunsWithout {
        private final Fakes fakes;
        private final Map<JobName, Health> seen = new HashMap<>();

        SeenAtFirst(Runs store, Fakes fakes) {
            super(store);
            this.fakes = fakes;
            fakes.resources().keySet().forEach(job -> seen.put(job, fakes.runs().healthOf(job)));
        }

        @Override
        public Health health(JobName job) {
            return seen.getOrDefault(job, store.health(job));
        }

        @Override
        public Written commit(Commit commit) {
            return store.commit(with(commit, commit.health().map(this::atop)));
        }

        private Health atop(Health health) {
            long version = fakes.runs().healthOf(health.job()).version() + 1;
            return new Health(health.job(), health.incidents(), health.recent(), version);
        }
    }
}
