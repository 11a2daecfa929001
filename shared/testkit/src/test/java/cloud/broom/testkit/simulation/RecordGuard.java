package cloud.broom.testkit.simulation;

import cloud.broom.fact.Fact;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.Facts;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.plan.Parts;
import cloud.broom.run.Claims;
import cloud.broom.run.Commit;
import cloud.broom.run.Due;
import cloud.broom.run.Halt;
import cloud.broom.run.Place;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Runs;
import cloud.broom.testkit.FakeTask.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What keeps a run's record, and what follows it. */
enum RecordGuard implements Guard {
    /** A run's version is a condition of its write. */
    FENCE_CHECK {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Written commit(Commit commit) {
                    boolean fresh = commit.run().stamp().version() == 1;
                    return store.commit(fresh ? commit : Bent.over(commit, stored(fakes, commit)));
                }
            });
        }
    },
    /** A writer whose answer was lost knows its own write again. */
    WRITE_ID_KNOWN {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Optional<Run> find(RunId id) {
                    return store.find(id)
                            .map(run -> Bent.stamped(run, run.stamp().version(), "hidden"));
                }
            });
        }
    },
    /** A writer does not take another's write for its own. */
    WRITE_ID_OWN {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                private String last = "";

                @Override
                public Written commit(Commit commit) {
                    last = commit.run().stamp().writeId();
                    return store.commit(commit);
                }

                @Override
                public Optional<Run> find(RunId id) {
                    return store.find(id)
                            .map(run -> Bent.stamped(run, run.stamp().version(), last));
                }
            });
        }
    },
    /** A new run's slot must be free. */
    SLOT_DEDUPE {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Written commit(Commit commit) {
                    boolean fresh = commit.run().stamp().version() == 1;
                    return store.commit(fresh ? Bent.over(commit, stored(fakes, commit)) : commit);
                }
            });
        }
    },
    /** A job has one place. */
    PLACE {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Place place(JobName job) {
                    return new Place(
                            job, Optional.empty(), List.of(), store.place(job).version());
                }
            });
        }
    },
    /** What a checkpoint counts is stored before it. */
    CHECKPOINT_ORDER {
        @Override
        public Rigging without(Fakes fakes) {
            return new StoredAfterwards();
        }
    },
    /** A part is written once. */
    WRITE_ONCE_PARTS {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Parts parts(Parts store, Visit visit) {
                    return new PartsWithout(store) {
                        @Override
                        public byte[] putOnce(String name, byte[] bytes) {
                            store.putOnce(name, bytes);
                            fakes.parts().corrupt(name, bytes);
                            return bytes;
                        }
                    };
                }
            };
        }
    },
    /** What is taken of a day's limits must fit them. */
    DAY_LIMITS {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Written commit(Commit commit) {
                    return store.commit(commit.taking(
                            commit.takes().stream().map(Bent::boundless).toList()));
                }
            });
        }
    },
    /** What may have been acted on is not given back before that is known. */
    DOUBT_KEPT {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Written commit(Commit commit) {
                    boolean halts = commit.run().state() instanceof Halt;
                    return store.commit(halts ? Bent.givingAllBack(commit) : commit);
                }
            });
        }
    },
    /** What is to be told is written with what it tells of. */
    OUTBOX_IN_TRANSACTION {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Written commit(Commit commit) {
                    return store.commit(commit.telling(List.of()));
                }
            });
        }
    },
    /** A run that is held is due when its lease expires. */
    AGENDA_ROW {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public List<Due> due(Instant now, int atMost) {
                    return store.due(now, atMost).stream()
                            .filter(row -> row.<Boolean>match(
                                    due -> !isHeld(fakes, due.run()),
                                    notice -> true,
                                    health -> true,
                                    timetable -> true))
                            .toList();
                }
            });
        }
    },
    /** Of a batch only what failed is sent again. */
    PER_ITEM_RETRY {
        @Override
        public Rigging without(Fakes fakes) {
            return new WholeBatchAgain();
        }
    },
    /** What is planned is looked at again before it is acted on. */
    REREAD {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Map<String, Item> reread(List<Item> planned, Map<String, Item> now) {
                    return planned.stream().collect(Collectors.toMap(Item::id, item -> item));
                }
            };
        }
    },
    /** A lease outlives the deadline by as much as clocks may differ. */
    LEASE_EXPIRY_MARGIN {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(store -> new RunsWithout(store) {
                @Override
                public Written commit(Commit commit) {
                    if (commit.run().state() instanceof Running held) {
                        Running shorter =
                                new Running(held.holder(), held.leaseExpires().minus(Claims.SKEW));
                        return store.commit(Bent.of(commit, Bent.in(commit.run(), shorter)));
                    }
                    return store.commit(commit);
                }
            });
        }
    },
    /** A fact is as old as it says. */
    FACT_AGE {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Facts facts(Facts store, Visit visit) {
                    return new FactsWithout(store) {
                        @Override
                        public Optional<Fact> find(FactKey key) {
                            return store.find(key).map(fact -> Bent.readAt(fact, visit.now()));
                        }
                    };
                }
            };
        }
    },
    /** Nothing is sent past the deadline. */
    DEADLINE_GUARD {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public boolean refusesLateCalls() {
                    return false;
                }
            };
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

    private static Optional<Run> stored(Fakes fakes, Commit commit) {
        return fakes.runs().stored(commit.run().id());
    }

    private static boolean isHeld(Fakes fakes, RunId run) {
        return fakes.runs()
                .stored(run)
                .filter(one -> one.state() instanceof Running)
                .isPresent();
    }

    /** A part is stored only with its invocation's next call of the store: a checkpoint may come between, or death. */
    private static final class StoredAfterwards implements Rigging {
        private final Map<Visit, Runnable> late = new HashMap<>();

        @Override
        public Parts parts(Parts store, Visit visit) {
            return new PartsWithout(store) {
                @Override
                public byte[] putOnce(String name, byte[] bytes) {
                    Optional<byte[]> there = find(name);
                    if (there.isEmpty()) {
                        late.put(visit, () -> store.putOnce(name, bytes));
                    }
                    return there.orElse(bytes);
                }

                @Override
                public Optional<byte[]> find(String name) {
                    Optional.ofNullable(late.remove(visit)).ifPresent(Runnable::run);
                    return store.find(name);
                }
            };
        }
    }

    /** A batch of which some failed is sent again whole. */
    private static final class WholeBatchAgain implements Rigging {
        private List<Item> last = List.of();

        @Override
        public List<Item> sent(List<Item> batch, Visit visit) {
            boolean again = last.containsAll(batch) && last.size() > batch.size();
            last = again ? last : List.copyOf(batch);
            return last;
        }
    }
}
