package em;
import java.nio.*; import java.nio.file.*; import java.util.*;
/** Milliseconds of an iteration in this JVM, the median of many, as JSON: DIRECTORY NxDxK THREADS SECONDS. From the start that em4j has. */
public class Iterations {
  static double[] read(Path p) throws Exception { byte[] b = Files.readAllBytes(p); double[] x = new double[b.length / 8]; ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(x); return x; }
  public static void main(String[] a) throws Exception {
    Path dir = Path.of(a[0]); String[] s = a[1].split("x"); int n = Integer.parseInt(s[0]), d = Integer.parseInt(s[1]), K = Integer.parseInt(s[2]), threads = Integer.parseInt(a[2]); double seconds = Double.parseDouble(a[3]);
    Rows rows = new Rows(read(dir.resolve("x")), n, d, null); double[] mu = read(dir.resolve("means")), w = read(dir.resolve("weights")), one = new double[d * d]; for (int j = 0; j < d; j++) one[j * d + j] = 1;
    List<Gaussian.Parameters> c = new ArrayList<>(); for (int k = 0; k < K; k++) c.add(new Gaussian.Parameters(Arrays.copyOfRange(mu, k * d, k * d + d), one));
    var m = new Mixture<>(K, new Gaussian(d, 0)); List<Double> times = new ArrayList<>(); double ll = 0; long end = System.nanoTime() + (long) (1e9 * seconds);
    while (System.nanoTime() < end || times.size() < 12) { var t = new Mixture.Parameters<>(w, c); for (int i = 0; i < 12; i++) { long b = System.nanoTime(); var e = Pass.expect(m, t, rows, threads); t = m.maximise(e.statistics(), t); times.add((System.nanoTime() - b) / 1e6); if (i == 2) ll = e.logEvidence() / n; } }
    double[] q = times.stream().mapToDouble(x -> x).sorted().toArray(); System.out.printf(Locale.ROOT, "{\"ms\":%.6f,\"fastest\":%.6f,\"iterations\":%d,\"logLikelihood\":%s}%n", q[q.length / 2], q[0], q.length, ll);
  }
}
