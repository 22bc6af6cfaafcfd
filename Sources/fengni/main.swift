print("fengni")
