package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.it.RealTime;
import cloud.broom.it.way.TemplateCopy;
import cloud.broom.local.LocalCloud;
import cloud.broom.local.template.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A local cloud on which every test gets a stack of its own, reached under the role of one of its functions. */
final class FreshStacks implements AutoCloseable {
    private final LocalCloud cloud = LocalCloud.builder(RealTime.CLOCK).start();
    private final Path template;
    private int deployed;

    FreshStacks(Path folder) throws IOException {
        this.template = TemplateCopy.unchanged().in(folder);
    }

    Stack deploy() {
        deployed++;
        return cloud.deploy(template, "contract-" + deployed, Map.of("WatchdogState", "DISABLED"));
    }

    /** Clients with the credentials of that function's role. */
    Aws as(String function, Stack stack) {
        return Aws.of(cloud.environmentFor(stack.physicalId(function + "Role"), function));
    }

    Aws asOperator() {
        return Aws.of(cloud.operatorEnvironment());
    }

    @Override
    public void close() {
        cloud.close();
    }
}
