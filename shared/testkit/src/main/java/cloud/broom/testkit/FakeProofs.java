package cloud.broom.testkit;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Principal;
import cloud.broom.approval.Proof;
import cloud.broom.approval.Proofs;
import cloud.broom.approval.Proven;
import cloud.broom.job.RunId;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.plan.Digest;
import cloud.broom.run.StoreUnavailable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Proofs that say who signed them, as plainly as a signature would prove it. */
public final class FakeProofs implements Proofs {
    private static final Pattern SIGNED = Pattern.compile("https://sts/(.+)/(\\d+)/([0-9a-f]{64})");
    private static final int SIGNATURE_CHARS = 16;

    private boolean down;

    /** A proof as {@code by} signs it. */
    public static Proof sign(String by, Decision what, RunId run, Digest digest, Instant at) {
        return new Proof(
                URI.create("https://sts/" + by + "/" + at.toEpochMilli() + "/" + signature(by, what, run, digest, at)));
    }

    /** From now on nobody answers, or somebody does again. */
    public void down(boolean nobodyAnswers) {
        down = nobodyAnswers;
    }

    @Override
    public Proven proven(Proof proof, Decision what, RunId run, Digest digest) {
        if (down) {
            throw new StoreUnavailable("told to be down");
        }
        Matcher signed = SIGNED.matcher(proof.request().toString());
        Refused.when(!signed.matches(), "proof", "is not signed");
        Instant at = Instant.ofEpochMilli(Long.parseLong(signed.group(2)));
        String signature = signature(signed.group(1), what, run, digest, at);
        Refused.when(!signature.equals(signed.group(3)), "proof", "is signed for something else");
        return new Proven(new Principal(signed.group(1)), at, signature.substring(0, SIGNATURE_CHARS));
    }

    private static String signature(String by, Decision what, RunId run, Digest digest, Instant at) {
        return Json.digest(List.of(by, what.toString(), run.value(), digest.hex(), at.toString()));
    }
}
