import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.ServerProvider;
import io.grpc.ServerRegistry;
import io.grpc.netty.NettyServerBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Camunda's in-memory engine as a process. It obeys its standard input, one command a line: "advance MILLISECONDS"
 * moves the clock; each is answered with a line "done" on standard output. It ends when its input ends, so it never
 * outlives whoever started it.
 */
public class Engine88 {
  public static void main(String[] args) {
    try {
      run(Integer.parseInt(args[0]));
    } catch (Exception failure) {
      // Left alone, the engine's own threads would keep the process alive.
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    // stop() waits for open streams; nothing is kept, so nothing needs an orderly end.
    Runtime.getRuntime().halt(0);
  }

  private static void run(int port) throws Exception {
    ServerRegistry.getDefaultRegistry().register(new LoopbackServers());
    var engine = EngineFactory.create(port);
    engine.start();
    System.out.println("ready");
    var commands = new BufferedReader(new InputStreamReader(System.in));
    for (var line = commands.readLine(); line != null; line = commands.readLine()) {
      if (!line.startsWith("advance ")) throw new IllegalArgumentException("Unknown command: " + line);
      engine.increaseTime(Duration.ofMillis(Long.parseLong(line.substring("advance ".length()))));
      System.out.println("done");
    }
  }

  /** The factory asks for a server on a port only, which would listen on every address of the machine. */
  static class LoopbackServers extends ServerProvider {
    @Override
    protected boolean isAvailable() {
      return true;
    }

    @Override
    protected int priority() {
      return 10;
    }

    @Override
    protected ServerBuilder<?> builderForPort(int port) {
      return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Override
    protected NewServerBuilderResult newServerBuilderForPort(int port, ServerCredentials credentials) {
      return NewServerBuilderResult.error("not used");
    }
  }
}
