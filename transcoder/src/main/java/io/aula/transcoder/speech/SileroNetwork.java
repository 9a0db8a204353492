package io.aula.transcoder.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The network of Silero VAD 6.2 for 16 kHz (MIT), computed here because it is small: how likely somebody speaks in the next
 * 32 ms, given all that was heard before.
 *
 * <pre>
 * 64 + 512 samples ─ spectrum of 256, step 128 ─ |·| 129×4 ─ conv 128×4 ─ conv 64×2 ─ conv 64×1 ─ conv 128×1 ─ LSTM 128 ─ σ
 * </pre>
 *
 * Weights lie transposed, so that the inner loops run over outputs and the JIT makes vectors of them.
 */
final class SileroNetwork {

    static final int WINDOW = 512;

    private static final String WEIGHTS = "silero-vad-16k.safetensors";
    private static final int CONTEXT = 64;
    private static final int PAD = 64;
    private static final int FRAMES = 4;
    private static final int BINS = 129;
    private static final int STATE = 128;

    private final Layer spectrum;
    private final Layer conv1;
    private final Layer conv2;
    private final Layer conv3;
    private final Layer conv4;
    private final Layer input;
    private final Layer recurrent;
    private final Layer last;
    private final float[] padded = new float[CONTEXT + WINDOW + PAD];
    private final float[] hidden = new float[STATE];
    private final float[] cell = new float[STATE];

    SileroNetwork() {
        Weights weights = Weights.read();
        spectrum = weights.layer("stft_conv", 256, 128, 0);
        conv1 = weights.layer("conv1", 3, 1, 1);
        conv2 = weights.layer("conv2", 3, 2, 1);
        conv3 = weights.layer("conv3", 3, 2, 1);
        conv4 = weights.layer("conv4", 3, 1, 1);
        input = weights.gates("ih");
        recurrent = weights.gates("hh");
        last = weights.layer("final_conv", 1, 1, 0);
    }

    /** @param samples the next {@link #WINDOW} samples, between −1 and 1 */
    float speech(float[] samples) {
        System.arraycopy(padded, WINDOW, padded, 0, CONTEXT);
        System.arraycopy(samples, 0, padded, CONTEXT, WINDOW);
        for (int i = 0; i < PAD; i++) {
            padded[CONTEXT + WINDOW + i] = padded[CONTEXT + WINDOW - 2 - i];
        }
        float[][] frames = magnitudes(spectrum.over(new float[][] {padded}, padded.length, FRAMES));
        frames = relu(conv1.over(frames, FRAMES, FRAMES));
        frames = relu(conv2.over(frames, FRAMES, 2));
        frames = relu(conv3.over(frames, 2, 1));
        frames = relu(conv4.over(frames, 1, 1));
        step(column(frames));
        float sum = last.bias[0];
        for (int i = 0; i < STATE; i++) {
            sum += Math.max(0, hidden[i]) * last.byInput[i][0];
        }
        return sigmoid(sum);
    }

    /** One step of the LSTM; its gates lie in the order input, forget, cell, output. */
    private void step(float[] features) {
        float[] gates = Arrays.copyOf(input.bias, 4 * STATE);
        add(gates, recurrent.bias, 1);
        for (int i = 0; i < STATE; i++) {
            add(gates, input.byInput[i], features[i]);
            add(gates, recurrent.byInput[i], hidden[i]);
        }
        for (int i = 0; i < STATE; i++) {
            float forget = sigmoid(gates[STATE + i]);
            float fresh = sigmoid(gates[i]) * (float) Math.tanh(gates[2 * STATE + i]);
            cell[i] = forget * cell[i] + fresh;
            hidden[i] = sigmoid(gates[3 * STATE + i]) * (float) Math.tanh(cell[i]);
        }
    }

    private static float[][] magnitudes(float[][] spectrum) {
        float[][] result = new float[BINS][FRAMES];
        for (int bin = 0; bin < BINS; bin++) {
            for (int t = 0; t < FRAMES; t++) {
                float real = spectrum[bin][t];
                float imaginary = spectrum[BINS + bin][t];
                result[bin][t] = (float) Math.sqrt(real * real + imaginary * imaginary);
            }
        }
        return result;
    }

    private static float[][] relu(float[][] values) {
        for (float[] row : values) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(0, row[i]);
            }
        }
        return values;
    }

    private static float[] column(float[][] values) {
        float[] column = new float[values.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i][0];
        }
        return column;
    }

    private static void add(float[] to, float[] row, float factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += row[i] * factor;
        }
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }

    /** @param byInput for each input and tap, a weight for each output */
    private record Layer(float[][] byInput, float[] bias, int width, int stride, int padding) {

        /** @param values channels, each over time */
        float[][] over(float[][] values, int length, int steps) {
            float[][] result = new float[bias.length][steps];
            for (int t = 0; t < steps; t++) {
                float[] sums = bias.clone();
                for (int channel = 0; channel < values.length; channel++) {
                    for (int tap = 0; tap < width; tap++) {
                        int at = t * stride + tap - padding;
                        if (at >= 0 && at < length) {
                            add(sums, byInput[channel * width + tap], values[channel][at]);
                        }
                    }
                }
                for (int out = 0; out < sums.length; out++) {
                    result[out][t] = sums[out];
                }
            }
            return result;
        }
    }

    /** A safetensors file: eight bytes of length, a JSON index, then the tensors. */
    private record Weights(JsonNode index, ByteBuffer tensors) {

        static Weights read() {
            try (InputStream in = SileroNetwork.class.getResourceAsStream(WEIGHTS)) {
                if (in == null) {
                    throw new IllegalStateException(WEIGHTS + " is missing");
                }
                ByteBuffer all = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
                byte[] index = new byte[Math.toIntExact(all.getLong())];
                all.get(index);
                return new Weights(
                        JsonMapper.builder().build().readTree(index),
                        all.slice().order(ByteOrder.LITTLE_ENDIAN));
            } catch (IOException e) {
                throw new IllegalStateException(WEIGHTS + " cannot be read", e);
            }
        }

        Layer layer(String name, int width, int stride, int padding) {
            float[] weights = tensor(name + ".weight");
            int outputs = index.path(name + ".weight").path("shape").path(0).asInt();
            float[] bias = index.has(name + ".bias") ? tensor(name + ".bias") : new float[outputs];
            return new Layer(transposed(weights, outputs), bias, width, stride, padding);
        }

        Layer gates(String name) {
            float[] weights = tensor("lstm_cell.weight_" + name);
            return new Layer(transposed(weights, 4 * STATE), tensor("lstm_cell.bias_" + name), 1, 1, 0);
        }

        private static float[][] transposed(float[] weights, int outputs) {
            int inputs = weights.length / outputs;
            float[][] byInput = new float[inputs][outputs];
            for (int out = 0; out < outputs; out++) {
                for (int in = 0; in < inputs; in++) {
                    byInput[in][out] = weights[out * inputs + in];
                }
            }
            return byInput;
        }

        private float[] tensor(String name) {
            JsonNode offsets = index.required(name).path("data_offsets");
            int from = offsets.path(0).asInt();
            float[] values = new float[(offsets.path(1).asInt() - from) / 4];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensors.getFloat(from + 4 * i);
            }
            return values;
        }
    }
}
