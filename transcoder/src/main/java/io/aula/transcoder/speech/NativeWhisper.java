package io.aula.transcoder.speech;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whisper by the C API of whisper.cpp 1.7.1, called through the JDK's foreign functions: one model, loaded once. Every
 * piece of sound gets a state of its own, so what is heard in it depends on nothing that was heard before.
 *
 * <p>Not for use by two threads at a time.
 */
final class NativeWhisper implements AutoCloseable {

    static final int RATE = 16_000;

    // Larger than 16 bytes, so these are passed in memory, and only their size and alignment count.
    static final StructLayout CONTEXT_PARAMS = longs(6);
    static final StructLayout FULL_PARAMS = longs(33);
    static final StructLayout TOKEN = longs(7);

    private static final int BEAM_SEARCH = 1;
    private static final int BEAMS = 5;
    private static final int ABORTED = -6;
    private static final long LONGEST_TEXT = 256;

    /** Offsets in {@code whisper_full_params} of version 1.7.1. */
    private static final class Full {
        static final long THREADS = 4;
        static final long TRANSLATE = 20;
        static final long NO_CONTEXT = 21;
        static final long PRINT_PROGRESS = 25;
        static final long PRINT_TIMESTAMPS = 27;
        static final long TOKEN_TIMESTAMPS = 28;
        static final long INITIAL_PROMPT = 72;
        static final long LANGUAGE = 96;
        static final long SUPPRESS_BLANK = 105;
        static final long SUPPRESS_NON_SPEECH = 106;
        static final long BEAM_SIZE = 140;
        static final long ABORT_CALLBACK = 200;
    }

    /** Offsets in {@code whisper_token_data}. */
    private static final class Data {
        static final long ID = 0;
        static final long PROBABILITY = 8;
        static final long START = 24;
        static final long END = 32;
    }

    private final Arena arena;
    private final WhisperLibrary library;
    private final WhisperFunctions call;
    private final MemorySegment context;
    private final int firstSpecialToken;

    private NativeWhisper(Arena arena, WhisperLibrary library, Path model) throws IOException {
        this.arena = arena;
        this.library = library;
        this.call = new WhisperFunctions(library);
        silence();
        this.context = call.open(arena, model);
        this.firstSpecialToken = (int) call.invoke(call.endOfText, context);
    }

    /**
     * @param folder for the unpacked libraries
     * @throws IOException if the libraries or the model cannot be used
     */
    @SuppressWarnings("MustBeClosedChecker") // It is closed with the recogniser.
    static NativeWhisper open(Path folder, Path model) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new NativeWhisper(arena, WhisperLibrary.link(folder, arena), model);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Says what is heard in at most 30 seconds; empty when told to stop before the end. It is asked after the encoding of the
     * window and after each step of decoding; whoever cannot wait for those ends the process.
     */
    Optional<List<Token>> hear(float[] samples, Hearing how, BooleanSupplier isStopped) throws IOException {
        try (Arena here = Arena.ofShared()) {
            MemorySegment state = call.state(context);
            MemorySegment params =
                    ((MemorySegment) call.invoke(call.defaultParams, BEAM_SEARCH)).reinterpret(FULL_PARAMS.byteSize());
            try {
                fill(params, how, isStopped, here);
                MemorySegment sound = here.allocateFrom(JAVA_FLOAT, samples);
                int outcome = (int) call.invoke(call.full, context, state, params, sound, samples.length);
                if (isStopped.getAsBoolean() || outcome == ABORTED) {
                    return Optional.empty();
                }
                if (outcome != 0) {
                    throw new IOException("the recogniser ended with " + outcome);
                }
                return Optional.of(tokens(state, here));
            } finally {
                call.invoke(call.freeParams, params);
                call.invoke(call.freeState, state);
            }
        }
    }

    /** How likely each language is in these samples, by the recogniser's number of it. */
    float[] languages(float[] samples, int threads) throws IOException {
        try (Arena here = Arena.ofConfined()) {
            MemorySegment state = call.state(context);
            try {
                MemorySegment sound = here.allocateFrom(JAVA_FLOAT, samples);
                int count = (int) call.invoke(call.lastLanguage) + 1;
                MemorySegment found = here.allocate(JAVA_FLOAT, count);
                int mel = (int) call.invoke(call.mel, context, state, sound, samples.length, threads);
                if (mel != 0 || (int) call.invoke(call.detect, context, state, 0, threads, found) < 0) {
                    throw new IOException("the recogniser cannot tell a language");
                }
                return found.toArray(JAVA_FLOAT);
            } finally {
                call.invoke(call.freeState, state);
            }
        }
    }

    String language(int number) throws IOException {
        return text((MemorySegment) call.invoke(call.languageName, number));
    }

    boolean knows(String language) throws IOException {
        try (Arena here = Arena.ofConfined()) {
            return (int) call.invoke(call.languageNumber, here.allocateFrom(language)) >= 0;
        }
    }

    @Override
    public void close() {
        try {
            call.invoke(call.free, context);
        } catch (IOException e) {
            throw new IllegalStateException("the model cannot be let go", e);
        } finally {
            arena.close();
        }
    }

    private void fill(MemorySegment params, Hearing how, BooleanSupplier isStopped, Arena here) {
        params.set(JAVA_INT, Full.THREADS, how.threads());
        params.set(JAVA_BOOLEAN, Full.TRANSLATE, how.isTranslated());
        params.set(JAVA_BOOLEAN, Full.NO_CONTEXT, true);
        params.set(JAVA_BOOLEAN, Full.PRINT_PROGRESS, false);
        params.set(JAVA_BOOLEAN, Full.PRINT_TIMESTAMPS, false);
        params.set(JAVA_BOOLEAN, Full.TOKEN_TIMESTAMPS, true);
        params.set(JAVA_BOOLEAN, Full.SUPPRESS_BLANK, true);
        params.set(JAVA_BOOLEAN, Full.SUPPRESS_NON_SPEECH, true);
        params.set(JAVA_INT, Full.BEAM_SIZE, BEAMS);
        params.set(ADDRESS, Full.LANGUAGE, here.allocateFrom(how.language()));
        if (!how.prompt().isEmpty()) {
            params.set(ADDRESS, Full.INITIAL_PROMPT, here.allocateFrom(how.prompt()));
        }
        params.set(ADDRESS, Full.ABORT_CALLBACK, abortion(isStopped, here));
    }

    private MemorySegment abortion(BooleanSupplier isStopped, Arena here) {
        try {
            MethodHandle asked =
                    MethodHandles.lookup().bind(isStopped, "getAsBoolean", MethodType.methodType(boolean.class));
            return library.linker()
                    .upcallStub(
                            MethodHandles.dropArguments(asked, 0, MemorySegment.class),
                            FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS),
                            here);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a BooleanSupplier has no getAsBoolean", e);
        }
    }

    /** What the library would print about every model and state goes nowhere. */
    private void silence() throws IOException {
        MethodHandle nothing = MethodHandles.empty(
                MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class));
        MemorySegment stub = library.linker()
                .upcallStub(nothing, FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS), Arena.global());
        call.invoke(call.logTo, stub, MemorySegment.NULL);
    }

    private List<Token> tokens(MemorySegment state, Arena here) throws IOException {
        List<Token> tokens = new ArrayList<>();
        int segments = (int) call.invoke(call.segments, state);
        for (int segment = 0; segment < segments; segment++) {
            int count = (int) call.invoke(call.tokens, state, segment);
            for (int i = 0; i < count; i++) {
                MemorySegment data =
                        (MemorySegment) call.invoke(call.token, (SegmentAllocator) here, state, segment, i);
                int id = data.get(JAVA_INT, Data.ID);
                // Above the last word are time stamps and marks of the recogniser's own.
                if (id < firstSpecialToken) {
                    tokens.add(new Token(
                            bytes((MemorySegment) call.invoke(call.tokenText, context, id)),
                            Math.toIntExact(10 * data.get(JAVA_LONG, Data.START)),
                            Math.toIntExact(10 * data.get(JAVA_LONG, Data.END)),
                            data.get(JAVA_FLOAT, Data.PROBABILITY)));
                }
            }
        }
        return tokens;
    }

    private static String text(MemorySegment pointer) {
        return new String(bytes(pointer), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static byte[] bytes(MemorySegment pointer) {
        MemorySegment text = pointer.reinterpret(LONGEST_TEXT);
        int length = 0;
        while (length < LONGEST_TEXT - 1 && text.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        return text.asSlice(0, length).toArray(JAVA_BYTE);
    }

    private static StructLayout longs(int count) {
        return MemoryLayout.structLayout(MemoryLayout.sequenceLayout(count, JAVA_LONG));
    }
}
