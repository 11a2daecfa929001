package cloud.broom.local.lambda;

/**
 * The parent of every function's class loader: the platform, and the interfaces of Lambda's runtime, shared with the cloud
 * so that it can call the function. Nothing else of the cloud is visible to a function.
 */
final class RuntimeInterface extends ClassLoader {
    private static final String SHARED = "com.amazonaws.services.lambda.runtime.";

    private final ClassLoader cloud;

    RuntimeInterface() {
        super("lambda-runtime", ClassLoader.getPlatformClassLoader());
        this.cloud = RuntimeInterface.class.getClassLoader();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SHARED)) {
            return cloud.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
