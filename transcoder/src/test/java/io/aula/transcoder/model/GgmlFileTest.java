package io.aula.transcoder.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of one layer and two states, small enough to check by hand. */
final class GgmlFileTest {

    private static final String TOKENS = """
            {"added_tokens": [{"content": "<|x|>"}], "model": {"vocab": {"!": 0, "\\u0120a": 1, "\\"\\\\": 2, "Ġé": 3}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void writesHeaderTokensAndTensors() throws Exception {
        Path file = repack(container("WhisperSpec", 6));
        ByteBuffer ggml = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int[] header = new int[14];
        ggml.asIntBuffer().get(header);
        assertThat(header).containsExactly(0x67676D6C, 4, 5, 2, 1, 1, 3, 2, 1, 1, 80, 1, 80, 201);
        Map<String, float[]> tensors = tensors(ggml.position(14 * 4 + 80 * 201 * 4));
        assertThat(tensors).hasSize(3 + 24 + 2 + 4 + 15 + 2);
        // Query, key and value are thirds of one matrix; the key has no bias.
        assertThat(tensors.get("decoder.blocks.0.attn.query.weight")).containsExactly(0, 1, 2, 3);
        assertThat(tensors.get("decoder.blocks.0.attn.key.weight")).containsExactly(4, 5, 6, 7);
        assertThat(tensors.get("decoder.blocks.0.attn.value.bias")).containsExactly(4, 5);
        assertThat(tensors.get("decoder.blocks.0.cross_attn.value.weight")).containsExactly(4, 5, 6, 7);
        assertThat(tensors)
                .doesNotContainKeys("decoder.blocks.0.attn.key.bias", "decoder.blocks.0.cross_attn.key.bias");
        assertThat(tensors.keySet()).first().isEqualTo("decoder.positional_embedding");
        assertThat(tensors.keySet()).last().isEqualTo("encoder.ln_post.bias");
    }

    @Test
    void undoesTheAlphabetOfBytes() throws Exception {
        Vocabulary vocabulary = Vocabulary.of(TOKENS);
        assertThat(vocabulary.first(9))
                .containsExactly(bytes("!"), bytes(" a"), bytes("\"\\"), new byte[] {' ', (byte) 0xE9});
    }

    @Test
    void refusesAnotherContainer() throws Exception {
        byte[] other = container("TransformerSpec", 6);
        assertThatThrownBy(() -> repack(other)).isInstanceOf(IOException.class).hasMessageContaining("TransformerSpec");
        byte[] older = container("WhisperSpec", 5);
        assertThatThrownBy(() -> repack(older)).isInstanceOf(IOException.class).hasMessageContaining("5");
    }

    @Test
    void refusesAContainerThatEndsInTheMiddle() throws Exception {
        byte[] whole = container("WhisperSpec", 6);
        byte[] half = java.util.Arrays.copyOf(whole, whole.length - 9);
        assertThatThrownBy(() -> repack(half))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends in the middle");
    }

    /** The sum of the table in the published file. */
    @Test
    void computesTheMelTableOfThePublishedFileBitForBit() throws Exception {
        ByteBuffer table = ByteBuffer.allocate(80 * 201 * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] filter : MelFilters.table()) {
            for (float height : filter) {
                table.putFloat(height);
            }
        }
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(table.array())))
                .isEqualTo("85818f156f7e189453901a515e4726d270d307f976e161cf9403e8caab405498");
    }

    private Path repack(byte[] container) throws IOException {
        Path source = Files.write(folder.resolve("model.bin"), container);
        Path file = folder.resolve("ggml.bin");
        new GgmlFile(1, Vocabulary.of(TOKENS)).write(source, file);
        return file;
    }

    private static Map<String, float[]> tensors(ByteBuffer ggml) {
        for (int left = ggml.getInt(); left > 0; left--) {
            int length = ggml.getInt();
            ggml.position(ggml.position() + length);
        }
        Map<String, float[]> tensors = new LinkedHashMap<>();
        while (ggml.hasRemaining()) {
            int dimensions = ggml.getInt();
            byte[] name = new byte[ggml.getInt()];
            boolean isHalf = ggml.getInt() == 1;
            int count = 1;
            for (int i = 0; i < dimensions; i++) {
                count *= ggml.getInt();
            }
            ggml.get(name);
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = isHalf ? Float.float16ToFloat(ggml.getShort()) : ggml.getFloat();
            }
            tensors.put(new String(name, StandardCharsets.US_ASCII), values);
        }
        return tensors;
    }

    private static byte[] container(String kind, int version) {
        Container out = new Container();
        for (String side : new String[] {"encoder", "decoder"}) {
            String layer = side + "/layer_0/";
            out.norm(side + "/layer_norm");
            for (String norm : new String[] {"self_attention", "attention", "ffn"}) {
                out.norm(layer + norm + "/layer_norm");
            }
            out.linear(layer + "self_attention/linear_0", 6);
            out.linear(layer + "self_attention/linear_1", 2);
            out.linear(layer + "attention/linear_0", 2);
            out.linear(layer + "attention/linear_1", 4);
            out.linear(layer + "attention/linear_2", 2);
            out.linear(layer + "ffn/linear_0", 8);
            out.put(layer + "ffn/linear_1/weight", 2, 8);
            out.put(layer + "ffn/linear_1/bias", 2);
        }
        out.put("encoder/position_encodings/encodings", 5, 2);
        out.put("decoder/position_encodings/encodings", 3, 2);
        out.put("decoder/embeddings/weight", 4, 2);
        out.put("encoder/conv1/weight", 2, 80, 3);
        out.put("encoder/conv1/bias", 2);
        out.put("encoder/conv2/weight", 2, 2, 3);
        out.put("encoder/conv2/bias", 2);
        return out.whole(kind, version);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Variables whose values count up from zero. */
    private static final class Container {

        private final ByteArrayOutputStream variables = new ByteArrayOutputStream();
        private int count;

        void norm(String name) {
            put(name + "/gamma", 2);
            put(name + "/beta", 2);
        }

        void linear(String name, int rows) {
            put(name + "/weight", rows, 2);
            put(name + "/bias", rows);
        }

        void put(String name, int... dimensions) {
            int values = java.util.Arrays.stream(dimensions).reduce(1, (a, b) -> a * b);
            ByteBuffer buffer = little(2 + name.length() + 1 + 1 + 4 * dimensions.length + 1 + 4 + 2 * values);
            text(buffer, name).put((byte) dimensions.length);
            for (int dimension : dimensions) {
                buffer.putInt(dimension);
            }
            buffer.put((byte) 4).putInt(2 * values);
            for (int i = 0; i < values; i++) {
                buffer.putShort(Float.floatToFloat16(i));
            }
            variables.writeBytes(buffer.array());
            count++;
        }

        byte[] whole(String kind, int version) {
            ByteBuffer head = little(4 + 2 + kind.length() + 1 + 4 + 4);
            text(head.putInt(version), kind).putInt(3).putInt(count);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(head.array());
            out.writeBytes(variables.toByteArray());
            return out.toByteArray();
        }

        private static ByteBuffer text(ByteBuffer buffer, String text) {
            return buffer.putShort((short) (text.length() + 1)).put(bytes(text)).put((byte) 0);
        }

        private static ByteBuffer little(int bytes) {
            return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
