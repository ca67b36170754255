import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One OpenSearch node on the loopback address: arguments are data folder, HTTP port, transport port. The runner's own
 * main class cannot be told the address and the transport port, and refuses HTTP ports above 9299.
 */
public class OpenSearchNode {
  public static void main(String[] args) throws Exception {
    var runner = new OpenSearchRunner();
    runner.setMaxHttpPort(-1);
    runner.onBuild((number, settings) -> {
      settings.put("network.host", "127.0.0.1");
      settings.put("http.port", args[1]);
      settings.put("transport.port", args[2]);
      settings.put("discovery.type", "single-node");
      // On a developer's half-full disk the watermarks would make every index read-only.
      settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
    });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner)));
    try {
      runner.build("-basePath", Path.of(args[0]).toString(), "-clusterName", "countersign", "-numOfNode", "1",
          "-disableESLogger", "-useLogger");
    } catch (Exception failure) {
      // Left alone, the node's own threads would keep the process alive.
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    Thread.currentThread().join();
  }

  private static void close(OpenSearchRunner runner) {
    try {
      runner.close();
    } catch (Exception failure) {
      failure.printStackTrace();
    }
  }
}
