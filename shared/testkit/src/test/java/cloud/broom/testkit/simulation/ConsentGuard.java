package cloud.broom.testkit.simulation;

import cloud.broom.Bounds;
import cloud.broom.approval.Principal;
import cloud.broom.approval.Proof;
import cloud.broom.approval.Proofs;
import cloud.broom.approval.Proven;
import cloud.broom.call.Call;
import cloud.broom.call.Request;
import cloud.broom.job.JobName;
import cloud.broom.job.Limits;
import cloud.broom.job.RunId;
import cloud.broom.plan.Amounts;
import cloud.broom.plan.Digest;
import cloud.broom.run.Commit;
import cloud.broom.run.Order;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.Take;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What keeps more from going than people agreed to. */
enum ConsentGuard implements Guard {
    /** A proof proves what it was signed for, and nothing else. */
    PROOF_COVERS {
        @Override
        public Rigging without(Fakes fakes) {
            return proofs((proof, what, run, digest) -> proven(proof, signer(proof)));
        }
    },
    /** What is approved is the plan that was looked at, not the plan there is. */
    DIGEST_NAMED {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Request heard(Request said) {
                    return said instanceof Request.OfRun of ? new Request.OfRun(ofWhatThereIs(fakes, of.call())) : said;
                }

                @Override
                public Proofs proofs(Proofs proofs) {
                    return (proof, what, run, digest) -> proven(proof, signer(proof));
                }
            };
        }
    },
    /** All sessions of a role are one principal. */
    SESSIONS_ARE_ONE {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Proofs proofs(Proofs proofs) {
                    return (proof, what, run, digest) -> {
                        Proven proven = proofs.proven(proof, what, run, digest);
                        String session = signer(proof).replaceAll(".*/", "arn:aws:iam::123456789012:user/");
                        return new Proven(new Principal(session), proven.at(), proven.signature());
                    };
                }
            };
        }
    },
    /** A rejection is followed. */
    REJECTION {
        @Override
        public Rigging without(Fakes fakes) {
            return runs(new Bend() {
                @Override
                public Order of(Order order) {
                    boolean rejects = order.kind() == Order.Kind.REJECT;
                    return new Order(
                            order.id(),
                            order.run(),
                            order.function(),
                            rejects ? Order.Kind.APPROVE : order.kind(),
                            order.by(),
                            order.digest(),
                            order.at());
                }
            });
        }
    },
    /** A plan beyond its job's limits waits until it is approved. */
    APPROVAL_NEEDED {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Runs runs(Runs store, Visit visit) {
                    return new RunsWithout(store) {
                        @Override
                        public Optional<Run> find(RunId id) {
                            return store.find(id).map(Bent::approved);
                        }
                    };
                }
            };
        }
    },
    /** What all runs take of a day is held against what the others have taken by now, not by when one looked. */
    DAY_RACE {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Runs runs(Runs store, Visit visit) {
                    Map<LocalDate, Amounts> seen = new HashMap<>();
                    LocalDate first = LocalDate.ofInstant(World.BEGIN, ZoneOffset.UTC);
                    JobName any = new JobName("any");
                    Stream.iterate(first, day -> day.plusDays(1))
                            .limit(9)
                            .forEach(day ->
                                    seen.put(day, fakes.runs().takenOf(day, any).byStack()));
                    return new RunsWithout(store) {
                        @Override
                        public Written commit(Commit commit) {
                            return store.commit(commit.taking(commit.takes().stream()
                                    .map(take -> fits(take, seen) ? Bent.boundless(take) : take)
                                    .toList()));
                        }
                    };
                }
            };
        }
    },
    /** What no run exceeds nobody's approval lifts. */
    CEILING {
        @Override
        public Rigging without(Fakes fakes) {
            return new Rigging() {
                @Override
                public Bounds bounds(Bounds bounds) {
                    Limits lifted = new Limits(new TreeMap<>(), bounds.ceiling().day());
                    return new Bounds(lifted, bounds.unasked(), bounds.partItems(), bounds.margin());
                }
            };
        }
    };

    /** What is made of an order when it is read. */
    private interface Bend {
        Order of(Order order);
    }

    private static Rigging runs(Bend bend) {
        return new Rigging() {
            @Override
            public Runs runs(Runs store, Visit visit) {
                return new RunsWithout(store) {
                    @Override
                    public List<Order> orders(RunId run) {
                        return store.orders(run).stream().map(bend::of).toList();
                    }
                };
            }
        };
    }

    private static Rigging proofs(Proofs bent) {
        return new Rigging() {
            @Override
            public Proofs proofs(Proofs proofs) {
                return bent;
            }
        };
    }

    private static Call ofWhatThereIs(Fakes fakes, Call call) {
        return call.match(ask -> ask, wake -> wake, tell -> tell, decide -> {
            Digest now = fakes.runs()
                    .stored(decide.run())
                    .map(run -> run.progress().digest())
                    .orElse(decide.digest());
            return new Call.Decide(decide.what(), decide.run(), now, decide.proof());
        });
    }

    private static boolean fits(Take take, Map<LocalDate, Amounts> seen) {
        return take.job().isEmpty() && take.fits(seen.getOrDefault(take.day(), Amounts.NONE));
    }

    private static String signer(Proof proof) {
        return proof.request().toString().replaceAll("https://sts/(.+)/\\d+/\\w+", "$1");
    }

    private static Proven proven(Proof proof, String by) {
        String text = proof.request().toString();
        return new Proven(new Principal(by), Instant.EPOCH, text.substring(text.length() - 16));
    }
}
