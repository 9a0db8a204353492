package io.aula.transcoder.speech;

import io.aula.transcoder.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shared libraries of whisper.cpp 1.7.1 inside the artefact whisper-jni 1.7.1, unpacked and linked. The layouts of
 * {@link NativeWhisper} hold for these very libraries, so another sum is refused before a struct is filled.
 */
final class WhisperLibrary {

    private static final String WHISPER = "libwhisper.so.1";
    private static final Map<String, String> SUMS = Map.of(
            "debian-amd64", "f6c28321de5d69d955b4fb0892f042695b3c966f19afb68eec9e47e4935cb1b5",
            "debian-arm64", "b525506827b7d32a70ee98715e2cd1724fd683b0e39ac044ad2f75e6148c5fd2");

    private final Linker linker = Linker.nativeLinker();
    private final SymbolLookup symbols;

    private WhisperLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /**
     * @param folder where the libraries are unpacked
     * @param arena for as long as they are used
     * @throws IOException if this processor has none, or they are not the ones whose layouts are known
     */
    static WhisperLibrary link(Path folder, Arena arena) throws IOException {
        return link(folder, arena, WhisperLibrary.class::getResourceAsStream);
    }

    /** @param artefact what it carries under a path */
    static WhisperLibrary link(Path folder, Arena arena, Function<String, @Nullable InputStream> artefact)
            throws IOException {
        String platform = platform();
        Files.createDirectories(folder);
        // The one library names the other, so it must lie under that name whichever build it is.
        Path ggml = unpack(artefact, platform + "/" + ggml(platform), folder.resolve("libggml.so"));
        Path whisper = unpack(artefact, platform + "/" + WHISPER, folder.resolve(WHISPER));
        if (!Sha256.of(whisper).equals(SUMS.get(platform))) {
            throw new IOException("whisper-jni carries another libwhisper than the one whose layouts are known");
        }
        SymbolLookup.libraryLookup(ggml, arena);
        return new WhisperLibrary(SymbolLookup.libraryLookup(whisper, arena));
    }

    MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return linker.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    MethodHandle procedure(String name, MemoryLayout... arguments) {
        return linker.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
    }

    Linker linker() {
        return linker;
    }

    private static String platform() throws IOException {
        String processor = System.getProperty("os.arch");
        boolean isLinux = System.getProperty("os.name").equals("Linux");
        String platform = "debian-" + (processor.equals("aarch64") ? "arm64" : processor);
        if (!isLinux || !SUMS.containsKey(platform)) {
            throw new IOException("there is no recogniser for " + System.getProperty("os.name") + " on " + processor);
        }
        return platform;
    }

    private static String ggml(String platform) throws IOException {
        List<String> can = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .limit(1)
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .toList();
        if (platform.equals("debian-arm64")) {
            return can.contains("fphp") || can.contains("asimdhp") ? "libggml+fp16.so" : "libggml+crc.so";
        }
        boolean isFast = can.containsAll(List.of("avx2", "avx", "fma", "f16c"));
        return isFast ? "libggml+mf16c+mfma+mavx+mavx2.so" : "libggml.so";
    }

    private static Path unpack(Function<String, @Nullable InputStream> artefact, String resource, Path file)
            throws IOException {
        try (InputStream in = artefact.apply("/" + resource)) {
            if (in == null) {
                throw new IOException("whisper-jni carries no " + resource);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }
}
