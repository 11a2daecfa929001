package cloud.broom.it.way.contract;

import cloud.broom.aws.S3Parts;
import cloud.broom.plan.Parts;
import cloud.broom.testkit.contract.PartsContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parts in a bucket, under whatever names the contract gives them: as the operator, since a task may only write under runs/. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3PartsIT extends PartsContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.asOperator();

    @Override
    protected Parts parts() {
        return new S3Parts(stack.aws().s3(), stack.bucket());
    }
}
