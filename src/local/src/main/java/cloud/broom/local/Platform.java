package cloud.broom.local;

import cloud.broom.local.fault.Faults;
import cloud.broom.local.iam.Access;
import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Keys;
import cloud.broom.local.iam.Roles;
import cloud.broom.local.s3.Buckets;
import cloud.broom.local.wire.Calls;
import java.time.Clock;

/** What every service of one local cloud stands on. */
record Platform(
        Clock clock,
        Account account,
        Roles roles,
        Keys keys,
        Access access,
        Faults faults,
        Calls calls,
        Buckets buckets) {
    static Platform of(Clock clock, Account account) {
        Roles roles = new Roles();
        return new Platform(
                clock,
                account,
                roles,
                new Keys(account),
                new Access(account, roles),
                new Faults(),
                new Calls(),
                new Buckets(clock));
    }
}
