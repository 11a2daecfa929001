package cloud.broom.it.way;

import cloud.broom.aws.Aws;
import cloud.broom.plan.OutcomePart;
import java.util.List;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the record bucket says of the items that a job's runs have acted on. */
final class Outcomes {
    private Outcomes() {}

    static List<OutcomePart.Result> of(Surroundings here, String job) {
        try (Aws aws = here.aws()) {
            return aws
                    .s3()
                    .listObjectsV2Paginator(list -> list.bucket(here.records()).prefix("runs/" + job + "/"))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .filter(name -> name.contains("/outcome/"))
                    .map(name -> OutcomePart.decode(
                            aws.s3()
                                    .getObjectAsBytes(
                                            get -> get.bucket(here.records()).key(name))
                                    .asByteArray(),
                            name))
                    .flatMap(part -> part.results().stream())
                    .toList();
        }
    }
}
