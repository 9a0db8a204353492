package io.aula.transcoder.speech;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The part of {@code whisper.h} that is used. */
final class WhisperFunctions {

    final MethodHandle defaultContext;
    final MethodHandle freeContextParams;
    final MethodHandle init;
    final MethodHandle free;
    final MethodHandle initState;
    final MethodHandle freeState;
    final MethodHandle defaultParams;
    final MethodHandle freeParams;
    final MethodHandle full;
    final MethodHandle segments;
    final MethodHandle tokens;
    final MethodHandle token;
    final MethodHandle tokenText;
    final MethodHandle endOfText;
    final MethodHandle mel;
    final MethodHandle detect;
    final MethodHandle lastLanguage;
    final MethodHandle languageName;
    final MethodHandle languageNumber;
    final MethodHandle logTo;

    WhisperFunctions(WhisperLibrary of) {
        defaultContext = of.function("whisper_context_default_params_by_ref", ADDRESS);
        freeContextParams = of.procedure("whisper_free_context_params", ADDRESS);
        init = of.function(
                "whisper_init_from_file_with_params_no_state", ADDRESS, ADDRESS, NativeWhisper.CONTEXT_PARAMS);
        free = of.procedure("whisper_free", ADDRESS);
        initState = of.function("whisper_init_state", ADDRESS, ADDRESS);
        freeState = of.procedure("whisper_free_state", ADDRESS);
        defaultParams = of.function("whisper_full_default_params_by_ref", ADDRESS, JAVA_INT);
        freeParams = of.procedure("whisper_free_params", ADDRESS);
        full = of.function(
                "whisper_full_with_state", JAVA_INT, ADDRESS, ADDRESS, NativeWhisper.FULL_PARAMS, ADDRESS, JAVA_INT);
        segments = of.function("whisper_full_n_segments_from_state", JAVA_INT, ADDRESS);
        tokens = of.function("whisper_full_n_tokens_from_state", JAVA_INT, ADDRESS, JAVA_INT);
        token = of.function("whisper_full_get_token_data_from_state", NativeWhisper.TOKEN, ADDRESS, JAVA_INT, JAVA_INT);
        tokenText = of.function("whisper_token_to_str", ADDRESS, ADDRESS, JAVA_INT);
        endOfText = of.function("whisper_token_eot", JAVA_INT, ADDRESS);
        mel = of.function("whisper_pcm_to_mel_with_state", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
        detect = of.function(
                "whisper_lang_auto_detect_with_state", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        lastLanguage = of.function("whisper_lang_max_id", JAVA_INT);
        languageName = of.function("whisper_lang_str", ADDRESS, JAVA_INT);
        languageNumber = of.function("whisper_lang_id", JAVA_INT, ADDRESS);
        logTo = of.procedure("whisper_log_set", ADDRESS, ADDRESS);
    }

    MemorySegment open(Arena arena, Path model) throws IOException {
        MemorySegment params =
                ((MemorySegment) invoke(defaultContext)).reinterpret(NativeWhisper.CONTEXT_PARAMS.byteSize());
        params.set(JAVA_BOOLEAN, 0, false); // use_gpu
        MemorySegment context = (MemorySegment) invoke(init, arena.allocateFrom(model.toString()), params);
        invoke(freeContextParams, params);
        if (context.address() == 0) {
            throw new IOException("the model " + model + " cannot be read");
        }
        return context;
    }

    MemorySegment state(MemorySegment context) throws IOException {
        MemorySegment state = (MemorySegment) invoke(initState, context);
        if (state.address() == 0) {
            throw new IOException("not enough memory for the recogniser");
        }
        return state;
    }

    Object invoke(MethodHandle function, Object... arguments) throws IOException {
        try {
            return function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the recogniser cannot be called", e);
        }
    }
}
