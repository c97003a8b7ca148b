class Em4j < Formula
  desc "Expectation-maximisation for latent-variable models, audited at every iteration"
  homepage "@home@"
  url "@home@/releases/download/@version@/em4j-@version@.zip"
  sha256 "@sha256@"
  license "Apache-2.0"

  depends_on "openjdk"

  def install
    share.install Dir["share/*"]
    libexec.install Dir["*"]
    (bin/"em").write_env_script libexec/"bin/em", Language::Java.overridable_java_home_env
    system bin/"em", "--version" # archives classes, for which its later users may not have the right
  end

  test do
    (testpath/"x.csv").write "x\n1\n2\n3\n11\n12\n13\n"
    assert_match "converged", shell_output("#{bin}/em fit gmm x.csv --components 2 2>&1")
  end
end
