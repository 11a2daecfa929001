package cloud.broom.it;

import cloud.broom.past.Past;
import cloud.broom.plan.Parts;
import cloud.broom.run.Runs;
import cloud.broom.task.Declaration;
import cloud.broom.task.Task;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;

/** What the tasks of the product say of themselves: each is made with clients that cannot be called. */
final class DeclaredTasks {
    private DeclaredTasks() {}

    /** The declaration of the task in a folder of functions/; none in that of the watchdog. */
    static List<Declaration<?, ?>> of(String function) {
        return ArchitectureTest.PRODUCT.stream()
                .filter(type -> type.getPackageName().equals(Checkout.packageOf(function)))
                .filter(type -> type.isAssignableTo(Task.class) && !type.isInterface())
                .<Declaration<?, ?>>map(type -> make(type).declaration())
                .toList();
    }

    private static Task<?, ?> make(JavaClass type) {
        try {
            Constructor<?> constructor = type.reflect().getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            Object[] clients = Stream.of(constructor.getParameterTypes())
                    .map(DeclaredTasks::silent)
                    .toArray();
            return (Task<?, ?>) constructor.newInstance(clients);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    type.getName() + " cannot be made: a task takes clients, and earlier runs to look at", e);
        }
    }

    private static Object silent(Class<?> client) {
        if (client == Past.class) {
            return new Past((Runs) silent(Runs.class), (Parts) silent(Parts.class));
        }
        return Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, (proxy, method, arguments) -> {
            throw new UnsupportedOperationException(client.getName() + " is not to be called here");
        });
    }
}
