import BundleCore
