package io.aula.transcoder.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** Says whether the wanted model is there and is what it should be; reads it whole once for each change of the file. */
public final class ModelCheck {

    private final Wanted wanted;
    private Optional<FileTime> rightSince = Optional.empty();

    public ModelCheck(Wanted wanted) {
        this.wanted = wanted;
    }

    /** Empty when all is well, otherwise what a person should know. */
    public synchronized Optional<String> complaint() throws IOException {
        Path file = wanted.file();
        if (!Files.isRegularFile(file)) {
            return Optional.of("there is no speech model at " + file);
        }
        FileTime changed = Files.getLastModifiedTime(file);
        if (rightSince.filter(changed::equals).isPresent()) {
            return Optional.empty();
        }
        if (!Sha256.of(file).equals(wanted.model().sha256())) {
            return Optional.of("the speech model at " + file + " is damaged: its SHA-256 is another");
        }
        rightSince = Optional.of(changed);
        return Optional.empty();
    }
}
