package cloud.broom.watch;

import java.util.List;
import java.util.Map;

/** The queue that calls end in when nobody could take them. A port. */
public interface DeadLetters {
    /** There is no queue. */
    DeadLetters NONE = new DeadLetters() {
        @Override
        public List<Message> receive() {
            return List.of();
        }

        @Override
        public void delete(Message message) {
            throw new IllegalStateException("there is no queue that " + message.id() + " could be in");
        }
    };

    /**
     * Some that are in the queue, at most ten; none if it seems empty. One that is not deleted is there again some time later.
     *
     * @throws Unanswered if the queue does not answer
     */
    List<Message> receive();

    /**
     * It is done with. Not known to be deleted, it may be received again.
     *
     * @throws Unanswered if the queue does not answer
     */
    void delete(Message message);

    /**
     * What lies in the queue.
     *
     * @param id the same however often it is received
     * @param handle of this receipt
     * @param attributes what whoever gave up says of that
     */
    record Message(String id, String handle, String body, Map<String, String> attributes) {
        public Message {
            attributes = Map.copyOf(attributes);
        }
    }

    /** The queue did not answer. */
    final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unanswered(String what, Throwable cause) {
            super(what + ": " + cause.getMessage(), cause);
        }
    }
}
