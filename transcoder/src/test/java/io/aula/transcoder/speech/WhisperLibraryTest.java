package io.aula.transcoder.speech;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A struct that is filled for another library than the one that reads it writes over memory: so sums are compared first. */
final class WhisperLibraryTest {

    @TempDir
    private Path folder;

    @Test
    void refusesAnArtefactThatCarriesAnotherLibrary() {
        assumeTrue(System.getProperty("os.arch").matches("amd64|aarch64"), "skipped: no recogniser for this processor");
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> WhisperLibrary.link(folder, arena, WhisperLibraryTest::ofAnotherVersion))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another libwhisper than the one whose layouts are known");
        }
    }

    @Test
    void saysWhatAnArtefactLacks() {
        assumeTrue(System.getProperty("os.arch").matches("amd64|aarch64"), "skipped: no recogniser for this processor");
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> WhisperLibrary.link(folder, arena, resource -> null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("carries no debian-");
        }
    }

    /** The same but for its last byte, as a rebuilt one may be. */
    private static InputStream ofAnotherVersion(String resource) {
        try (InputStream real = WhisperLibrary.class.getResourceAsStream(resource)) {
            byte[] bytes = real.readAllBytes();
            if (resource.endsWith("libwhisper.so.1")) {
                bytes[bytes.length - 1] ^= 1;
            }
            return new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
