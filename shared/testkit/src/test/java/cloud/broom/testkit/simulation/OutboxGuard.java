package cloud.broom.testkit.simulation;

import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Notices;
import cloud.broom.notice.Posted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** What sees to it that everything written is told. */
enum OutboxGuard implements Guard {
    /** A notice is marked delivered once it was taken, not before. */
    MARKED_AFTER_TELLING {
        @Override
        public Rigging without(Fakes fakes) {
            return notices((store, visit) -> new NoticesWithout(store) {
                @Override
                public Optional<Posted> find(String id) {
                    Optional<Posted> posted = store.find(id);
                    store.delivered(id, visit.now());
                    return posted;
                }
            });
        }
    },
    /** Between two attempts no more than so much time passes. */
    BACKOFF_ENDS {
        @Override
        public Rigging without(Fakes fakes) {
            return notices((store, visit) -> new NoticesWithout(store) {
                @Override
                public void postpone(String id, Instant until, String error) {
                    Duration pause = Duration.between(visit.now(), until);
                    store.postpone(id, until.plus(pause.multipliedBy(5)), error);
                }
            });
        }
    },
    /** An alert does not expire. */
    ALERT_LASTS {
        @Override
        public Rigging without(Fakes fakes) {
            return notices((store, visit) -> new NoticesWithout(store) {
                @Override
                public void postpone(String id, Instant until, String error) {
                    store.expire(id, visit.now());
                }
            });
        }
    },
    /** However often it is told, a notice has one key. */
    ONE_KEY {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Notice told(Notice notice, Visit visit) {
                    return notice.match(alert -> again(alert, visit), event -> event);
                }
            };
        }
    },
    /** Marks whose digest was not taken were not told. */
    DIGEST_WHOLE {
        @Override
        public Rigging without(Fakes fakes) {
            return notices((store, visit) -> new NoticesWithout(store) {
                @Override
                public void postpone(String id, Instant until, String error) {
                    if (id.endsWith(".marks")) {
                        store.delivered(id, visit.now());
                    } else {
                        store.postpone(id, until, error);
                    }
                }
            });
        }
    };

    private static Rigging notices(BiFunction<Notices, Visit, Notices> bent) {
        return new Rigging() {
            @Override
            public Notices notices(Notices store, Visit visit) {
                return bent.apply(store, visit);
            }
        };
    }

    private static Alert again(Alert alert, Visit visit) {
        return new Alert(
                alert.id() + "." + visit.requestId(),
                alert.subject(),
                alert.lead(),
                alert.steps(),
                alert.tail(),
                alert.attributes());
    }
}
