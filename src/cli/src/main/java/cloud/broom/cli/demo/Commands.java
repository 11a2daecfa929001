package cloud.broom.cli.demo;

import java.util.List;
import java.util.Map;

/** Where the demo types commands of broom: the same that a person's are parsed and run by. */
public interface Commands {
    /**
     * Types one command, asking for JSON.
     *
     * @param environment the shell's
     * @param words what follows {@code broom}
     */
    Said type(Map<String, String> environment, List<String> words);

    /** How a command ended, and what it said to a script. */
    record Said(int exit, String out) {}
}
