package io.aula.transcoder.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A multilingual Whisper model in the file that whisper.cpp reads (MIT, OpenAI 2022). The sum decides, whichever way a
 * file came: a truncated one would load without a word.
 *
 * @param bytes 0 when not known beforehand
 */
public record SpeechModel(String name, long bytes, String sha256) {

    /** What is used unless another is named. */
    public static final SpeechModel BASE =
            new SpeechModel("base", 147_951_465, "60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe");

    private static final List<SpeechModel> KNOWN = List.of(
            new SpeechModel("tiny", 77_691_713, "be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21"),
            BASE,
            new SpeechModel("small", 487_601_967, "1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b"),
            new SpeechModel(
                    "medium", 1_533_763_059, "6c14d5adee5f86394037b4e4e8b59f1673b6cee10e3cf0b11bbdbee79c156208"),
            new SpeechModel(
                    "large-v3", 3_095_033_483L, "64d182b440b98d5203c4f9bd541544d84c605196c4f7b845dfa11fb23594d1e2"),
            new SpeechModel(
                    "large-v3-turbo",
                    1_624_555_275,
                    "1fc70f774d38eb169993ac391eea357ef47c88757ef72ee5943879b7e8e2bc69"));

    private static final String PUBLISHED = "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/";

    public SpeechModel {
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,40}") || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no model is called " + name + " with the sum " + sha256);
        }
    }

    public static Optional<SpeechModel> named(String name) {
        return KNOWN.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    static Optional<SpeechModel> withSum(String sha256) {
        return KNOWN.stream().filter(model -> model.sha256().equals(sha256)).findFirst();
    }

    public static List<String> names() {
        return KNOWN.stream().map(SpeechModel::name).toList();
    }

    public String fileName() {
        return "ggml-" + name + ".bin";
    }

    URI published() {
        return URI.create(PUBLISHED + fileName());
    }
}
