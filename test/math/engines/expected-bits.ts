import { type FunctionName } from '../reference/functions.ts'

/**
 * SHA-256 of the results of `hash-program.ts`: the bits that the project promises. A change here changes every
 * training run that anybody has recorded; make it on purpose or not at all.
 */
export const expectedBits: { readonly [name in FunctionName]: { readonly f64: string; readonly f32: string } } = {
  cos: {
    f64: 'd7407ae5329e3f930007b03385b4ff25774caf927fb604487100eebb8b4f9be0',
    f32: '66812c3c2be99e6017dff3206c33f24588415374488c568707c8c37934d06e7a',
  },
  erf: {
    f64: '573894e135d252accec9fb322ddaf2051fee5b1f8da821e12dfb4a1d0962e000',
    f32: '8bddbd192a8ac3f15eee18d8411deda337f52f54f1ca552c3030e2601f553112',
  },
  erfinv: {
    f64: '443f709e3f0d18082140d6e95494a6069ce4f4d125b05c832d75f4b794633255',
    f32: '6556a7abcc6acb7310fbfa6e17984366633811b9dfa79aad6fd4c35b2e1716c6',
  },
  exp: {
    f64: 'ddd936d346cffbb6f055d61033ee993cbd45494f66c305ff3653d81d90ab724d',
    f32: 'b1d71cfee2b8b58b0f1e33b65f9615432f4c89b60483f3526225c01be0568129',
  },
  expm1: {
    f64: '9e46c1f48532e75fbf90721b0617c44bbbdb978543ba5ad44bc9094ae3d47b49',
    f32: '70e2ba2383fbf4a70a8d6a36171da82ae89d54f7186d3c45292a71d47f4d9796',
  },
  log: {
    f64: 'f0eac8299977071adf16e79ef42503d06db649ff06518dbcefd143455af150b6',
    f32: '1ed1bd7290f72d8263faacb3bd7810d537df1520e984ea3a62becb165e7ffbd2',
  },
  log1p: {
    f64: 'c5d65fb14802ffb83436bb5b9acc3e7ac8861fbdb87b03dc72b4a89f4adf6dc1',
    f32: 'af649ce4de333e383c196c1945a100c8fc72c94b863d85ec56c701c75930695c',
  },
  pow: {
    f64: 'df2204a7b693465e1f0a15f852ec2ad332aae693569314e40557cf4dee50e99c',
    f32: '6776edd6674f19759bf029f383f58de0f102d876be0413ecdead51f3e9006d9f',
  },
  sigmoid: {
    f64: 'cbb960b15b313317e75d148eb53fff97c8e8a821afc43b47071b9aacef11f403',
    f32: '2b0ea028695ddcc567b4186e54ed691f96c90e5301f8b121e26a398681df3067',
  },
  sin: {
    f64: 'b3b0ca548a7bde841d88cf740e18b6a54e9c561f6625aff6ea5f67683f403a23',
    f32: '020b918c71da76acdd6e26e347f995eade73a1435db71ed8c28c2da020093d2b',
  },
  softplus: {
    f64: 'd61c1208579e1f06f0e1d0a2f74e3e8d76cc829e898a5aac56f3c5c1fda5dd4a',
    f32: '8c9ed86c2bc69dafeeb6409507efd5b82638bd0e35dc1b8c3931b0c97f46654e',
  },
  tanh: {
    f64: 'd78773cfcb40994bb53d802b60a69d65d06bf351032e2794f105b18fba2bb3b4',
    f32: '0e7adcf4353648f432828801a506905848ac3eed49d33486ebcf660c4e63b65c',
  },
}
