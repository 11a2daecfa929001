package cloud.broom.local.template;

/** Makes resources of one type. */
interface ResourceType {
    /**
     * Makes it.
     *
     * @throws TemplateRefusedException for a property that would act other than on AWS
     */
    Created create(Draft draft);
}
