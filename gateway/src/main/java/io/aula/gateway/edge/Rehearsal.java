package io.aula.gateway.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Starts, answers one operation and stops, so that the JVM can write down what a start needs. */
final class Rehearsal {

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var settings = GatewaySettings.defaults(Path.of(arguments[0]));
        try (var gateway = StandaloneGateway.start(settings, new InetSocketAddress("127.0.0.1", 0));
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/graphql"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"query\":\"{ __typename __schema { queryType { name } } }\"}"))
                    .build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}
