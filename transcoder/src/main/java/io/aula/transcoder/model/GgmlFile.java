package io.aula.transcoder.model;

import io.aula.transcoder.model.CTranslateFile.Variable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a Whisper model as whisper.cpp reads it: header, mel table, tokens, then each tensor in the order of the published
 * checkpoint, with which the result is the published file.
 *
 * <pre>
 * CTranslate2                               ggml
 * self_attention/linear_0  (query,key,value) → attn.query, attn.key, attn.value      (the key's bias is zero and left out)
 * attention/linear_0, linear_1 (key,value)   → cross_attn.query, cross_attn.key, cross_attn.value
 * ffn/linear_0, linear_1                     → mlp.0, mlp.2
 * layer_norm gamma, beta                     → …_ln weight, bias
 * </pre>
 */
final class GgmlFile {

    private static final int MAGIC = 0x67676D6C;
    private static final int FLOAT32 = 0;
    private static final int FLOAT16 = 1;
    private static final int MULTILINGUAL = 51_865;

    private final int heads;
    private final Vocabulary vocabulary;

    GgmlFile(int heads, Vocabulary vocabulary) {
        this.heads = heads;
        this.vocabulary = vocabulary;
    }

    void write(Path container, Path file) throws IOException {
        try (CTranslateFile source = new CTranslateFile(container);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            Writer writer = new Writer(source, out);
            header(source, writer);
            tensors(source, writer);
        }
    }

    private void header(CTranslateFile source, Writer out) throws IOException {
        int words = source.variable("decoder/embeddings/weight").dimension(0);
        int state = source.variable("encoder/conv1/weight").dimension(0);
        int sound = source.variable("encoder/position_encodings/encodings").dimension(0);
        int text = source.variable("decoder/position_encodings/encodings").dimension(0);
        out.numbers(MAGIC, words, sound, state, heads, layers(source, "encoder"));
        out.numbers(text, state, heads, layers(source, "decoder"), MelFilters.FILTERS, FLOAT16);
        out.numbers(MelFilters.FILTERS, MelFilters.BINS);
        for (float[] filter : MelFilters.table()) {
            out.floats(filter);
        }
        List<byte[]> tokens = vocabulary.first(words >= MULTILINGUAL ? 50_257 : 50_256);
        out.numbers(tokens.size());
        for (byte[] token : tokens) {
            out.numbers(token.length);
            out.bytes(token);
        }
    }

    private static void tensors(CTranslateFile source, Writer out) throws IOException {
        out.wide("decoder.positional_embedding", source.variable("decoder/position_encodings/encodings"));
        out.wide("encoder.positional_embedding", source.variable("encoder/position_encodings/encodings"));
        out.tensor("decoder.token_embedding.weight", source.variable("decoder/embeddings/weight"));
        blocks("decoder", source, out);
        out.norm("decoder.ln", "decoder/layer_norm");
        for (String conv : List.of("conv1", "conv2")) {
            out.tensor("encoder." + conv + ".weight", source.variable("encoder/" + conv + "/weight"));
            Variable bias = source.variable("encoder/" + conv + "/bias");
            out.wide(
                    "encoder." + conv + ".bias",
                    new Variable(List.of(bias.dimension(0), 1), bias.offset(), bias.bytes()));
        }
        blocks("encoder", source, out);
        out.norm("encoder.ln_post", "encoder/layer_norm");
    }

    private static void blocks(String side, CTranslateFile source, Writer out) throws IOException {
        for (int i = 0; i < layers(source, side); i++) {
            String to = side + ".blocks." + i;
            String from = side + "/layer_" + i;
            out.norm(to + ".mlp_ln", from + "/ffn/layer_norm");
            out.linear(to + ".mlp.0", from + "/ffn/linear_0", 0, 1, true);
            out.linear(to + ".mlp.2", from + "/ffn/linear_1", 0, 1, true);
            out.norm(to + ".attn_ln", from + "/self_attention/layer_norm");
            out.linear(to + ".attn.query", from + "/self_attention/linear_0", 0, 3, true);
            out.linear(to + ".attn.key", from + "/self_attention/linear_0", 1, 3, false);
            out.linear(to + ".attn.value", from + "/self_attention/linear_0", 2, 3, true);
            out.linear(to + ".attn.out", from + "/self_attention/linear_1", 0, 1, true);
            if (side.equals("decoder")) {
                out.norm(to + ".cross_attn_ln", from + "/attention/layer_norm");
                out.linear(to + ".cross_attn.query", from + "/attention/linear_0", 0, 1, true);
                out.linear(to + ".cross_attn.key", from + "/attention/linear_1", 0, 2, false);
                out.linear(to + ".cross_attn.value", from + "/attention/linear_1", 1, 2, true);
                out.linear(to + ".cross_attn.out", from + "/attention/linear_2", 0, 1, true);
            }
        }
    }

    private static int layers(CTranslateFile source, String side) {
        int layers = 0;
        while (source.has(side + "/layer_" + layers + "/ffn/linear_0/weight")) {
            layers++;
        }
        return layers;
    }

    /** Tensors of fewer than two dimensions, biases of convolutions and positions are float32; all others stay float16. */
    private record Writer(CTranslateFile source, OutputStream out) {

        void numbers(int... numbers) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int number : numbers) {
                buffer.putInt(number);
            }
            out.write(buffer.array());
        }

        void floats(float... floats) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(4 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
            for (float number : floats) {
                buffer.putFloat(number);
            }
            out.write(buffer.array());
        }

        void bytes(byte[] bytes) throws IOException {
            out.write(bytes);
        }

        void norm(String to, String from) throws IOException {
            tensor(to + ".weight", source.variable(from + "/gamma"));
            tensor(to + ".bias", source.variable(from + "/beta"));
        }

        void linear(String to, String from, int part, int parts, boolean hasBias) throws IOException {
            tensor(to + ".weight", source.variable(from + "/weight").part(part, parts));
            if (hasBias) {
                tensor(to + ".bias", source.variable(from + "/bias").part(part, parts));
            }
        }

        void tensor(String name, Variable variable) throws IOException {
            put(name, variable, variable.dimensions().size() < 2);
        }

        void wide(String name, Variable variable) throws IOException {
            put(name, variable, true);
        }

        private void put(String name, Variable variable, boolean isWide) throws IOException {
            byte[] label = name.getBytes(StandardCharsets.US_ASCII);
            numbers(variable.dimensions().size(), label.length, isWide ? FLOAT32 : FLOAT16);
            for (int dimension : variable.dimensions().reversed()) {
                numbers(dimension);
            }
            out.write(label);
            source.copy(variable, isWide, out);
        }
    }
}
