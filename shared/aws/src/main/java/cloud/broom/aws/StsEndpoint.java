package cloud.broom.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** Where a region's STS answers. Whoever signs a proof and whoever asks with it have to mean the same: the host is signed. */
final class StsEndpoint {
    private StsEndpoint() {}

    /** The one that the environment names, or else the region's own, never the global one. */
    static URI of(Optional<URI> override, Region region) {
        return override.orElseGet(() ->
                URI.create("https://" + ServiceMetadata.of("sts").endpointFor(region)));
    }
}
