package cloud.broom.cli;

import cloud.broom.cli.file.BroomFile;
import cloud.broom.cli.screen.Trouble;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A broom.yaml on disk. */
record JobFile(Path path) {
    BroomFile read() {
        try {
            return BroomFile.read(Files.readString(path), path.toString());
        } catch (NoSuchFileException missing) {
            throw Trouble.refused("there is no file " + path, "Name a broom.yaml with -f.");
        } catch (CharacterCodingException notText) {
            throw Trouble.refused(path + " is not UTF-8 text", "Name a broom.yaml with -f.");
        } catch (IOException unreadable) {
            throw Trouble.refused("cannot read " + path + ": " + unreadable, "Name a broom.yaml with -f.");
        }
    }
}
