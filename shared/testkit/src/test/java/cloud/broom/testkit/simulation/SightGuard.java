package cloud.broom.testkit.simulation;

import cloud.broom.control.Control;
import cloud.broom.control.Controls;
import cloud.broom.control.Exemptions;
import cloud.broom.control.Tags;
import cloud.broom.fact.Mark;
import cloud.broom.fact.Marks;
import cloud.broom.gate.OwnStack;
import cloud.broom.job.JobName;
import cloud.broom.json.Json;
import cloud.broom.notice.Notices;
import cloud.broom.notice.Posted;
import cloud.broom.run.StoreUnavailable;
import cloud.broom.task.Reference;
import cloud.broom.testkit.FakeTask.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What keeps from going what must not: because it is not known enough of it, is exempt, is not due, or is the stack's. */
enum SightGuard implements Guard {
    /** Tags that could not be read are not taken for none. */
    TAGS_UNKNOWN_SPARE {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Map<String, Tags> tags(List<Item> asked, Map<String, Tags> told) {
                    return asked.stream()
                            .collect(Collectors.toMap(
                                    Item::id,
                                    item -> told.containsKey(item.id())
                                            ? told.get(item.id()).match(known -> known, unknown -> untagged())
                                            : untagged()));
                }
            };
        }
    },
    /** A tag that says to keep its resource is followed. */
    KEEP_TAG {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Map<String, Tags> tags(List<Item> asked, Map<String, Tags> told) {
                    return told.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue()
                            .match(known -> untagged(), unknown -> unknown)));
                }
            };
        }
    },
    /** A set with fewer members than its floor is not believed. */
    SET_FLOOR {
        @Override
        public Rigging without(Fakes fakes) {
            return rules(rules -> new Reference(rules.freshness(), 0, rules.maxFall()));
        }
    },
    /** A set that has fallen is not believed. */
    SET_FALL {
        @Override
        public Rigging without(Fakes fakes) {
            return rules(rules -> new Reference(rules.freshness(), rules.floor(), 100));
        }
    },
    /** A set that was read long ago is not believed. */
    SET_FRESHNESS {
        @Override
        public Rigging without(Fakes fakes) {
            return rules(rules -> new Reference(Duration.ofDays(9), rules.floor(), rules.maxFall()));
        }
    },
    /** What is exempt is left alone. */
    EXEMPTIONS {
        @Override
        public Rigging without(Fakes fakes) {
            return controls(controls -> new ControlsWithout(controls) {
                @Override
                public Exemptions exemptions() {
                    return new Exemptions(controls.exemptions().version(), List.of());
                }
            });
        }
    },
    /** The version of the exemptions moves when one is added. */
    EXEMPTIONS_VERSION {
        @Override
        public Rigging without(Fakes fakes) {
            return controls(controls -> new ControlsWithout(controls) {
                @Override
                public Control read() {
                    return new Control(controls.read().stopped(), 0);
                }

                @Override
                public Exemptions exemptions() {
                    return new Exemptions(0, controls.exemptions().all());
                }
            });
        }
    },
    /** Exemptions that cannot be read are not taken for none. */
    EXEMPTIONS_UNREAD_HALT {
        @Override
        public Rigging without(Fakes fakes) {
            return controls(controls -> new ControlsWithout(controls) {
                @Override
                public Exemptions exemptions() {
                    try {
                        return controls.exemptions();
                    } catch (StoreUnavailable swallowed) {
                        return Exemptions.NONE;
                    }
                }
            });
        }
    },
    /** The kill switch stops what moves. */
    KILL_SWITCH {
        @Override
        public Rigging without(Fakes fakes) {
            return controls(controls -> new ControlsWithout(controls) {
                @Override
                public Control read() {
                    return new Control(Optional.empty(), controls.read().exemptions());
                }
            });
        }
    },
    /** A kill switch that cannot be read is not taken for one that is off. */
    CONTROLS_UNREAD_HALT {
        @Override
        public Rigging without(Fakes fakes) {
            return controls(controls -> new ControlsWithout(controls) {
                @Override
                public Control read() {
                    try {
                        return controls.read();
                    } catch (StoreUnavailable swallowed) {
                        return Control.NONE;
                    }
                }
            });
        }
    },
    /** The kill switch is asked for at every brake. */
    BRAKE_EACH_PART {
        @Override
        public Rigging without(Fakes fakes) {
            return controls(controls -> new ControlsWithout(controls) {
                private Optional<Control> first = Optional.empty();

                @Override
                public Control read() {
                    Control known = first.orElseGet(controls::read);
                    first = Optional.of(known);
                    return known;
                }
            });
        }
    },
    /** A grace counts from the delivery of its notice, not from its writing. */
    GRACE_FROM_DELIVERY {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Notices notices(Notices store, Visit visit) {
                    return new NoticesWithout(store) {
                        @Override
                        public Optional<Posted> find(String id) {
                            return id.endsWith(".marks") && visit.hold().isPresent()
                                    ? Optional.empty()
                                    : store.find(id);
                        }

                        @Override
                        public Optional<Instant> told(String id) {
                            return store.find(id).isPresent() ? Optional.of(Instant.EPOCH) : store.told(id);
                        }
                    };
                }
            };
        }
    },
    /** What has changed since it was marked begins anew. */
    MARK_FINGERPRINT {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Marks marks(Marks store) {
                    return new MarksWithout(store) {
                        @Override
                        public List<Mark> of(JobName job) {
                            return store.of(job).stream()
                                    .map(mark -> fakes.of(job)
                                            .now(mark.resource())
                                            .map(item -> printed(mark, item))
                                            .orElse(mark))
                                    .toList();
                        }
                    };
                }
            };
        }
    },
    /** What tells since when it qualifies is not due before its grace is over. */
    GRACE_BY_AGE {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Optional<Instant> since(Optional<Instant> told) {
                    return told.map(any -> Instant.EPOCH);
                }
            };
        }
    },
    /** What belongs to the stack is left alone. */
    OWN_STACK {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public OwnStack stack(OwnStack stack) {
                    return OwnStack.NONE;
                }
            };
        }
    },
    /** A task that takes no notice of being refused fails all the same. */
    REFUSAL_REMEMBERED {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public boolean remembersRefusals() {
                    return false;
                }
            };
        }
    },
    /** A client asks before it sends. */
    CLIENT_ASKS {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public boolean asksGuard() {
                    return false;
                }
            };
        }
    };

    private static Tags untagged() {
        return Tags.of(Map.of(), Instant.EPOCH);
    }

    private static Mark printed(Mark mark, Item now) {
        return new Mark(mark.resource(), Json.digest(now), mark.firstSeen(), mark.notice(), mark.expires());
    }

    private static Rigging rules(UnaryOperator<Reference> bent) {
        return new Rigging() {
            @Override
            public Reference rules(Reference rules) {
                return bent.apply(rules);
            }
        };
    }

    private static Rigging controls(UnaryOperator<Controls> bent) {
        return new Rigging() {
            @Override
            public Controls controls(Controls controls, Visit visit) {
                return bent.apply(controls);
            }
        };
    }
}
